// Which messages are really before the reader's eyes: mostly in the frame, on a page that is shown.

const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** So much of a message, or of the frame where the message is taller, counts as seen. */
const ENOUGH = 0.6;

export class Sight {
  #observer;
  #seen;
  #inSight = new Set();

  /** @param {(id: string) => void} seen called each time that a message comes into sight */
  constructor(frame, seen) {
    this.#seen = seen;
    this.#observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.#noticed(entry)), {
      root: frame,
      threshold: SHARES,
    });
    document.addEventListener("visibilitychange", this.again);
  }

  close() {
    this.#observer.disconnect();
    document.removeEventListener("visibilitychange", this.again);
  }

  watch(element) {
    this.#observer.observe(element);
  }

  #noticed({ target, isIntersecting, intersectionRect, boundingClientRect, rootBounds }) {
    const id = target.dataset.messageId;
    if (!target.isConnected) {
      this.#observer.unobserve(target);
      return;
    }
    const whole = Math.min(boundingClientRect.height, rootBounds?.height ?? Infinity);
    if (!isIntersecting || intersectionRect.height < whole * ENOUGH) {
      this.#inSight.delete(id);
    } else {
      this.#inSight.add(id);
      if (document.visibilityState === "visible") {
        this.#seen(id);
      }
    }
  }

  /** Tells once more of what is in sight, for instance when a hidden page is shown. */
  again = () => {
    if (document.visibilityState === "visible") {
      this.#inSight.forEach((id) => this.#seen(id));
    }
  };
}
