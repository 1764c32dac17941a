// Who has seen my messages: asked for once for those in sight, and followed from then on.

const AT_ONCE = 2;
const MOST_MESSAGES = 1_000;

export class Receipts {
  #ask;
  #changed;
  /** By message: `{readers: Set of user ids, count, isWhole}`; `isWhole` once all are known. */
  #known = new Map();
  #wanted = new Set();
  #asking = 0;

  /**
   * @param {(id: string) => Promise<{count: number, results: {user: object}[]}>} ask
   * @param {() => void} changed
   */
  constructor(ask, changed) {
    this.#ask = ask;
    this.#changed = changed;
  }

  countOf(id) {
    const known = this.#known.get(id);
    return known ? Math.max(known.count, known.readers.size) : 0;
  }

  /** A message that was sent just now: nobody has seen it yet, so nobody need be asked. */
  fresh(id) {
    if (!this.#known.has(id)) {
      this.#keep(id, { readers: new Set(), count: 0, isWhole: true });
    }
  }

  /** A message of mine is in sight. */
  want(id) {
    if (!this.#known.get(id)?.isWhole) {
      this.#wanted.add(id);
      this.#next();
    }
  }

  /** Somebody has seen these messages of mine. */
  heard(userId, ids) {
    for (const id of ids) {
      const known = this.#known.get(id) ?? { readers: new Set(), count: 0, isWhole: false };
      known.readers.add(userId);
      this.#keep(id, known);
    }
    if (ids.length > 0) {
      this.#changed();
    }
  }

  /** Frames may have been missed: what is in sight is asked for again. */
  doubt() {
    this.#known.forEach((known) => {
      known.isWhole = false;
    });
  }

  #next() {
    while (this.#asking < AT_ONCE && this.#wanted.size > 0) {
      const id = this.#wanted.values().next().value;
      this.#wanted.delete(id);
      this.#learn(id);
    }
  }

  async #learn(id) {
    this.#asking += 1;
    try {
      const { count, results } = await this.#ask(id);
      const readers = new Set(results.map(({ user }) => user.id));
      this.#known.get(id)?.readers.forEach((reader) => readers.add(reader));
      this.#keep(id, { readers, count, isWhole: true });
      this.#changed();
    } catch {
      // One tick instead of two: the next time that the message comes into sight it is asked again.
    }
    this.#asking -= 1;
    this.#next();
  }

  #keep(id, known) {
    this.#known.delete(id);
    this.#known.set(id, known);
    if (this.#known.size > MOST_MESSAGES) {
      this.#known.delete(this.#known.keys().next().value);
    }
  }
}
