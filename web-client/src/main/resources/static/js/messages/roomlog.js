// One room's conversation as it is known here: which places of the log were seen without a hole,
// and its messages in order. Pure: no clock, no network, no page.

/**
 * Every change of a room has the next `seq`, so what is missing can be counted. `lastSeq` is the
 * place up to which nothing is missing; a resume asks for what follows it.
 */
export class RoomLog {
  #ahead = new Set();
  #messages = new Map();
  #ordered = null;

  /** @param {number} afterSeq the place whose state the first history page will already show */
  constructor(afterSeq = 0) {
    this.lastSeq = afterSeq;
    this.headSeq = afterSeq;
    this.hasOlder = true;
  }

  /** True while somebody told of a place that was not seen, or not all before it. */
  get hasHole() {
    return this.headSeq > this.lastSeq;
  }

  get size() {
    return this.#messages.size;
  }

  /** The place of the oldest message here, or null when there is none. */
  get oldestSeq() {
    return this.ordered()[0]?.place ?? null;
  }

  has(id) {
    return this.#messages.has(id);
  }

  /** Somebody knows of the place `seq`; if it does not come by itself it has to be fetched. */
  noteHead(seq) {
    if (Number.isFinite(seq) && seq > this.headSeq) {
      this.headSeq = seq;
    }
  }

  /**
   * Takes one change. A place that was seen before changes nothing, whatever it carries.
   * @returns {boolean} false for a repeat
   */
  applyChange(seq, type, message) {
    if (seq <= this.lastSeq || this.#ahead.has(seq)) {
      return false;
    }
    this.noteHead(seq);
    this.#ahead.add(seq);
    while (this.#ahead.delete(this.lastSeq + 1)) {
      this.lastSeq += 1;
    }
    if (message) {
      this.#keep(seq, type, message);
    }
    return true;
  }

  /** Takes a page of history, in any order; `hasOlder` says whether anything lies before it. */
  addPage(messages, hasOlder) {
    for (const message of messages) {
      const known = this.#messages.get(message.id);
      // A change that came by the socket is newer than a page that was asked for before it.
      if (!known || known.version <= known.place) {
        this.#put(message, message.seq, message.seq);
      }
    }
    this.hasOlder = hasOlder;
  }

  /** The messages in the order of the log: `{message, place, version}`. */
  ordered() {
    this.#ordered ??= [...this.#messages.values()].sort((a, b) => a.place - b.place);
    return this.#ordered;
  }

  #keep(seq, type, message) {
    const known = this.#messages.get(message.id);
    if (known) {
      // While a hole is filled, an older change may come after a newer one.
      if (seq > known.version) {
        this.#put(message, known.place, seq);
      }
    } else if (type === "message") {
      this.#put(message, seq, seq);
    }
    // A change of a message that is not loaded: its page, when asked for, shows it as it then is.
  }

  #put(message, place, version) {
    this.#messages.set(message.id, { message, place, version });
    this.#ordered = null;
  }
}

/**
 * What a conversation shows, in order: the log, then what this page has written and the log does
 * not hold yet. A message is shown once, also while both know it.
 */
export function entriesOf(log, outgoing) {
  const stored = log
    .ordered()
    .map(({ message, version }) => ({ id: message.id, message, version, state: "stored" }));
  const waiting = outgoing
    .filter((item) => !log.has(item.id))
    .map((item) => ({
      id: item.id,
      message: item,
      version: 0,
      state: item.state,
      reason: item.reason,
    }));
  return [...stored, ...waiting];
}
