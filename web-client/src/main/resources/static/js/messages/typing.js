// Who is typing, and when to say that I am. The clock is given, so that both can be tested.

/** A notice older than this has ended, also when its end was never heard. */
const FORGET_AFTER_MS = 6_500;
const REPEAT_AFTER_MS = 3_000;
const IDLE_AFTER_MS = 5_000;

/** The others who are typing in the open room. */
export class TypingPeople {
  #until = new Map();

  /** Takes a frame's news of one person. */
  heard({ user_id: id, username, is_typing: isTyping }, now) {
    this.#until.delete(id);
    if (isTyping) {
      this.#until.set(id, { id, username, end: now + FORGET_AFTER_MS });
    }
  }

  /** Somebody's message has come, so they are not typing it any more. */
  wrote(id) {
    this.#until.delete(id);
  }

  clear() {
    this.#until.clear();
  }

  /** Those who are typing at `now`, in the order in which they began: `{id, username}`. */
  at(now) {
    for (const [id, { end }] of this.#until) {
      if (end <= now) {
        this.#until.delete(id);
      }
    }
    return [...this.#until.values()].map(({ id, username }) => ({ id, username }));
  }
}

/** Tells the room that I am typing: at once, then now and then, and once when I have stopped. */
export class TypingNotice {
  #tell;
  #toldAt = null;
  #touchedAt = null;

  /** @param {(isTyping: boolean) => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  touched(hasText, now) {
    if (!hasText) {
      this.stop();
      return;
    }
    this.#touchedAt = now;
    if (this.#toldAt === null || now - this.#toldAt >= REPEAT_AFTER_MS) {
      this.#toldAt = now;
      this.#tell(true);
    }
  }

  /** To be called now and then: ends a notice whose writer is only thinking. */
  tick(now) {
    if (this.#toldAt !== null && now - this.#touchedAt >= IDLE_AFTER_MS) {
      this.stop();
    }
  }

  stop() {
    if (this.#toldAt !== null) {
      this.#toldAt = null;
      this.#tell(false);
    }
  }

  /** After sending: the message itself tells the others that the typing has ended. */
  forget() {
    this.#toldAt = null;
  }
}
