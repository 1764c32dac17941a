// Pictures that this page has and the server does not yet, as addresses that only this page knows.

/** Each stays in memory until it is dropped, or until many others have come after it. */
const MOST = 60;

class Previews {
  #urls = new Map();

  put(id, blob) {
    this.drop(id);
    this.#urls.set(id, URL.createObjectURL(blob));
    if (this.#urls.size > MOST) {
      this.drop(this.#urls.keys().next().value);
    }
  }

  get(id) {
    return this.#urls.get(id) ?? null;
  }

  /** From one id to another: what was chosen becomes part of a message. */
  move(from, to) {
    const url = this.#urls.get(from);
    if (url) {
      this.#urls.delete(from);
      this.#urls.set(to, url);
    }
  }

  drop(id) {
    const url = this.#urls.get(id);
    if (url) {
      URL.revokeObjectURL(url);
      this.#urls.delete(id);
    }
  }
}

export const previews = new Previews();
