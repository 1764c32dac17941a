// A finger that stays on a message: the touch screen's way to its menu.

const HELD_MS = 450;
const MOVED_PX = 10;

/** Calls `held(target, {x, y})`. A finger that moves is scrolling, and lifts nothing. */
export class LongPress {
  #element;
  #held;
  #timer = null;
  #from = null;

  constructor(element, held) {
    this.#element = element;
    this.#held = held;
    element.addEventListener("pointerdown", this.#down);
    for (const type of ENDS) {
      element.addEventListener(type, this.#end);
    }
    element.addEventListener("pointermove", this.#move);
    element.addEventListener("contextmenu", this.#native);
  }

  close() {
    this.#end();
    this.#element.removeEventListener("pointerdown", this.#down);
    for (const type of ENDS) {
      this.#element.removeEventListener(type, this.#end);
    }
    this.#element.removeEventListener("pointermove", this.#move);
    this.#element.removeEventListener("contextmenu", this.#native);
  }

  #down = (event) => {
    this.#end();
    this.#element.removeEventListener("click", swallow, { capture: true });
    if (event.pointerType !== "touch" || !event.isPrimary) {
      return;
    }
    this.#from = { x: event.clientX, y: event.clientY };
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#element.addEventListener("click", swallow, { capture: true, once: true });
      this.#held(event.target, this.#from);
    }, HELD_MS);
  };

  #move = (event) => {
    if (this.#timer !== null && Math.hypot(event.clientX - this.#from.x, event.clientY - this.#from.y) > MOVED_PX) {
      this.#end();
    }
  };

  #end = () => {
    clearTimeout(this.#timer);
    this.#timer = null;
  };

  // The browser's own menu on a long press would lie over ours.
  #native = (event) => {
    if (event.pointerType === "touch") {
      event.preventDefault();
    }
  };
}

const ENDS = ["pointerup", "pointercancel", "scroll"];

// Letting go after a long press is no press on what lies under the finger.
function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
