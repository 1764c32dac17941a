// Presses on the messages: one listener for all of them, by what an element says that it does.

/**
 * @typedef {object} Doings
 * @property {(element: Element) => object|null} messageOf
 * @property {(id: string) => void} pointTo
 * @property {(id: string) => void} retry
 * @property {(id: string) => void} discard also stops an upload
 * @property {(message: object) => void} reply
 * @property {(message: object) => void} showReaders
 * @property {(message: object) => void} showPicture
 */
export class MessageClicks {
  #frame;
  #actions;
  #doings;

  /**
   * @param {Element} frame
   * @param {import("./message-actions.js").MessageActions} actions
   * @param {Doings} doings
   */
  constructor(frame, actions, doings) {
    this.#frame = frame;
    this.#actions = actions;
    this.#doings = doings;
    frame.addEventListener("click", this.#clicked);
  }

  close() {
    this.#frame.removeEventListener("click", this.#clicked);
  }

  #clicked = (event) => {
    const button = event.target.closest("[data-act]");
    const element = button?.closest("[data-message-id]");
    if (!element) {
      return;
    }
    const id = element.dataset.messageId;
    const { act } = button.dataset;
    if (act in this.#ofWaiting) {
      this.#ofWaiting[act](id);
      return;
    }
    const message = this.#doings.messageOf(element);
    if (message) {
      this.#ofStored[act]?.(message, button);
    }
  };

  #ofWaiting = {
    retry: (id) => this.#doings.retry(id),
    discard: (id) => this.#doings.discard(id),
    cancel: (id) => this.#doings.discard(id),
  };

  #ofStored = {
    menu: (message, button) => this.#actions.openMenu(message, button),
    react: (message, button) => this.#actions.openPalette(message, button),
    reply: (message) => this.#doings.reply(message),
    toggle: (message, button) => this.#actions.toggle(message, button.dataset.emoji),
    quoted: (_, button) => this.#doings.pointTo(button.dataset.quoted),
    seen: (message) => this.#doings.showReaders(message),
    picture: (message) => this.#doings.showPicture(message),
  };
}
