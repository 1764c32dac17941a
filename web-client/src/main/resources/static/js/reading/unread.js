// Which messages of one room I have not read, as far as this page can know. Pure.

/**
 * The server says how many are unread, not which: they are taken to be the newest ones of others.
 * Where that many are not loaded, everything that was not seen here counts as unread; marking what
 * was read before does nothing.
 */
export class Unread {
  #me;
  /** The place from which on messages may be unread; null while that is not known. */
  #from = null;
  #read = new Set();

  /** Id of the message above which the line of new ones goes, or null. */
  line = null;

  constructor(me) {
    this.#me = me;
  }

  /** True once it is known where the unread ones begin. */
  get isKnown() {
    return this.#from !== null;
  }

  /**
   * @param {number} count how many are unread, as the server says
   * @param {{message: object, place: number}[]} newest the room's newest messages, in order
   * @param {boolean} hasOlder whether there are more before them
   */
  begin(count, newest, hasOlder) {
    const others = newest.filter(({ message }) => this.#isOthers(message));
    if (count === 0) {
      this.#from = (newest.at(-1)?.place ?? 0) + 1;
      this.line = null;
    } else if (count <= others.length) {
      const first = others.at(-count);
      this.#from = first.place;
      this.line = first.message.id;
    } else {
      this.#from = 0;
      this.line = hasOlder ? null : others[0]?.message.id ?? null;
    }
  }

  /** A message has come that the reader does not see: the line goes above it, unless it is still of use. */
  drawLine(id) {
    if (this.line === null || this.#read.has(this.line)) {
      this.line = id;
    }
  }

  isUnread(message, place) {
    return this.isKnown && this.#isOthers(message) && place >= this.#from && !this.#read.has(message.id);
  }

  /** @returns {boolean} true if seeing this message makes it read */
  see(message, place) {
    const isNews = this.isUnread(message, place);
    if (isNews) {
      this.#read.add(message.id);
    }
    return isNews;
  }

  /**
   * How many unread messages lie above what is in sight.
   * @param {{message: object, place: number}[]} shown
   * @param {number} top the place of the first message in sight
   * @param {number} count how many are unread in all
   */
  above(shown, top, count) {
    const unread = shown.filter(({ message, place }) => this.isUnread(message, place));
    const loaded = unread.filter(({ place }) => place < top).length;
    // Where more are unread than are loaded, the others lie further up.
    return this.#from === 0 ? Math.max(0, count - (unread.length - loaded)) : loaded;
  }

  /**
   * I have read messages in another window or on another device.
   * @param {number|null} upTo everything up to this place is read
   * @returns {number} how many of them this page did not know to be read
   */
  readElsewhere(ids, upTo) {
    const fresh = ids.filter((id) => !this.#read.has(id));
    fresh.forEach((id) => this.#read.add(id));
    if (upTo !== null && this.#from !== null && upTo >= this.#from) {
      this.#from = upTo + 1;
      this.line = null;
    }
    return fresh.length;
  }

  #isOthers({ sender }) {
    return sender?.id !== this.#me.id;
  }
}
