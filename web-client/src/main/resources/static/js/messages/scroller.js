// The scroll position of the messages: at the end it stays there, elsewhere what is read stays put.

const AT_END_PX = 60;
const NEAR_PX = 400;

export class Scroller {
  #frame;
  #list;
  #moved;
  #isAtEnd = true;
  #follows = true;
  #resized;

  /**
   * @param {Element} frame what scrolls
   * @param {Element} list what holds the messages
   * @param {() => void} moved called after the reader has scrolled
   */
  constructor(frame, list, moved) {
    this.#frame = frame;
    this.#list = list;
    this.#moved = moved;
    frame.addEventListener("scroll", this.#scrolled, { passive: true });
    // A keyboard that opens, or an input that grows, must not hide the newest message.
    this.#resized = new ResizeObserver(() => this.#isAtEnd && this.toEnd());
    this.#resized.observe(frame);
  }

  close() {
    this.#frame.removeEventListener("scroll", this.#scrolled);
    this.#resized.disconnect();
  }

  get isAtEnd() {
    return this.#isAtEnd;
  }

  /** Id of the first message in sight, or null. */
  get firstInSight() {
    return this.#firstInSight().key;
  }

  get isNearTop() {
    return this.#frame.scrollTop < NEAR_PX;
  }

  get isNearEnd() {
    return this.#below() < NEAR_PX;
  }

  /**
   * Runs what changes the list. Whoever is at the end stays there if the list `follows` what comes;
   * for everybody else the first message in sight stays where it is, whatever grows above it.
   */
  keep(follows, change) {
    this.#follows = follows;
    const anchor = this.#isAtEnd && follows ? null : this.#firstInSight();
    const before = anchor?.element.offsetTop;
    change();
    if (anchor === null) {
      this.toEnd();
    } else {
      const now = anchor.key ? this.#list.querySelector(`[data-message-id="${CSS.escape(anchor.key)}"]`) : null;
      if (now) {
        this.#frame.scrollTop += now.offsetTop - before;
      }
      this.#isAtEnd = this.#reachesEnd();
    }
  }

  toTop() {
    this.#frame.scrollTo({ top: 0, behavior: "instant" });
  }

  toEnd({ smoothly = false } = {}) {
    this.#isAtEnd = true;
    const calm = !smoothly || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#frame.scrollTo({ top: this.#frame.scrollHeight, behavior: calm ? "instant" : "smooth" });
  }

  /** Brings an element to the given part of the height: 0 is the top, 1 the end. */
  reveal(element, part = 0.4) {
    const free = Math.max(0, this.#frame.clientHeight - element.offsetHeight);
    this.#frame.scrollTo({ top: element.offsetTop - free * part, behavior: "instant" });
    this.#isAtEnd = this.#reachesEnd();
  }

  #reachesEnd() {
    return this.#follows && this.#below() < AT_END_PX;
  }

  #below() {
    const { scrollHeight, scrollTop, clientHeight } = this.#frame;
    return scrollHeight - scrollTop - clientHeight;
  }

  #firstInSight() {
    const top = this.#frame.scrollTop;
    for (const element of this.#list.children) {
      const key = element.dataset.messageId;
      if (key && element.offsetTop + element.offsetHeight > top) {
        return { element, key };
      }
    }
    return { element: this.#list, key: null };
  }

  #scrolled = () => {
    this.#isAtEnd = this.#reachesEnd();
    this.#moved();
  };
}
