// The messages by keyboard: arrows move from one to the next, Enter opens what can be done with it.

const MESSAGE = "[data-message-id]";

/**
 * @param {Element} frame what scrolls; holding the focus itself, arrows begin at the last message
 * @param {(element: Element) => void} openMenu
 * @param {() => void} leave Escape goes back to the input
 */
export class MessageKeys {
  #frame;
  #openMenu;
  #leave;

  constructor(frame, openMenu, leave) {
    this.#frame = frame;
    this.#openMenu = openMenu;
    this.#leave = leave;
    frame.addEventListener("keydown", this.#key);
  }

  close() {
    this.#frame.removeEventListener("keydown", this.#key);
  }

  #key = (event) => {
    const message = event.target.closest(MESSAGE);
    if (event.key === "Escape") {
      this.#leave();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      this.#step(message, event.key === "ArrowUp");
    } else if (message && event.target === message && isMenuKey(event)) {
      this.#openMenu(message);
    } else {
      return;
    }
    event.preventDefault();
  };

  #step(from, isUp) {
    const all = [...this.#frame.querySelectorAll(MESSAGE)];
    const at = from ? all.indexOf(from) + (isUp ? -1 : 1) : all.length - 1;
    const next = all[Math.max(0, Math.min(at, all.length - 1))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }
}

function isMenuKey({ key, shiftKey }) {
  return key === "Enter" || key === "ContextMenu" || (key === "F10" && shiftKey);
}
