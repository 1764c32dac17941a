// With what I have reacted to which message, as far as this page knows.

const MOST_MESSAGES = 2_000;
const MOST_ASKED = 100;
/** What could not be learned is asked for again after this long, not at every frame. */
const ASK_AGAIN_MS = 10_000;

/**
 * Messages carry only how many reacted, not who. What I gave is asked for and kept here; a guess
 * that was wrong costs one press without effect, since both ways may be repeated.
 */
export class OwnReactions {
  #given = new Map();
  #ask;
  #changed;
  #isAsking = false;

  /**
   * @param {(ids: string[]) => Promise<Record<string, string[]>>} ask
   * @param {() => void} changed
   */
  constructor(ask, changed) {
    this.#ask = ask;
    this.#changed = changed;
  }

  has(id, emoji) {
    return this.#given.get(id)?.has(emoji) === true;
  }

  /** In the order in which they were given. */
  of(id) {
    return [...(this.#given.get(id) ?? [])];
  }

  /**
   * Asks about those of the messages with reactions of which it is not known whether some are mine.
   * Where there are none, none are mine; so the first one to come makes nobody ask.
   */
  async askFor(messages) {
    const unknown = messages.filter(({ id }) => !this.#given.has(id));
    const reacted = unknown.filter(({ reactions }) => Object.keys(reactions ?? {}).length > 0);
    unknown.filter((each) => !reacted.includes(each)).forEach(({ id }) => this.#put(id, new Set()));
    const ids = reacted.slice(-MOST_ASKED).map(({ id }) => id);
    if (this.#isAsking || ids.length === 0) {
      return;
    }
    this.#isAsking = true;
    try {
      const answer = await this.#ask(ids);
      // What was pressed meanwhile is newer than the answer.
      ids.filter((id) => !this.#given.has(id)).forEach((id) => this.#put(id, new Set(answer[id] ?? [])));
      this.#isAsking = false;
      this.#changed();
    } catch {
      setTimeout(() => {
        this.#isAsking = false;
      }, ASK_AGAIN_MS);
    }
  }

  note(id, emoji, isGiven) {
    const emojis = new Set(this.#given.get(id));
    if (isGiven) {
      emojis.add(emoji);
    } else {
      emojis.delete(emoji);
    }
    this.#put(id, emojis);
    this.#changed();
  }

  #put(id, emojis) {
    this.#given.delete(id);
    this.#given.set(id, emojis);
    if (this.#given.size > MOST_MESSAGES) {
      this.#given.delete(this.#given.keys().next().value);
    }
  }
}
