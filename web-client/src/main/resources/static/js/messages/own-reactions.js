// With what I have reacted to which message, as far as this page knows. Pure.

const MOST_MESSAGES = 2_000;

/**
 * Messages carry only how many reacted, not who. What I gave is asked for (see `missing`) and kept
 * here; a guess that was wrong costs one press without effect, since both ways may be repeated.
 */
export class OwnReactions {
  #given = new Map();
  #changed;

  /** @param {(messageId: string) => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  has(id, emoji) {
    return this.#given.get(id)?.has(emoji) === true;
  }

  /** In the order in which they were given. */
  of(id) {
    return [...(this.#given.get(id) ?? [])];
  }

  /** Those of the messages with reactions of which it is not known whether some are mine. */
  missing(messages) {
    return messages
      .filter(({ id, reactions }) => !this.#given.has(id) && Object.keys(reactions ?? {}).length > 0)
      .map(({ id }) => id);
  }

  /** Takes an answer: `{message id: [emoji]}`; whatever was asked for and is not in it has none. */
  learn(ids, answer) {
    for (const id of ids) {
      this.#put(id, new Set(answer[id] ?? []));
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
  }

  #put(id, emojis) {
    this.#given.delete(id);
    this.#given.set(id, emojis);
    if (this.#given.size > MOST_MESSAGES) {
      this.#given.delete(this.#given.keys().next().value);
    }
    this.#changed(id);
  }
}
