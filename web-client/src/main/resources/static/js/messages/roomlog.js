// One room's conversation as it is known here: which places of the log were seen without a hole,
// and its messages in order. Pure: no clock, no network, no page.

import { Runs } from "./runs.js";

/**
 * Every change of a room has the next `seq`, so what is missing can be counted. `lastSeq` is the
 * place up to which nothing is missing; a resume asks for what follows it.
 */
export class RoomLog {
  #ahead = new Set();
  #messages = new Map();
  #ordered = null;
  #runs;

  /** @param {number} afterSeq the place whose state the first history page will already show */
  constructor(afterSeq = 0) {
    this.lastSeq = afterSeq;
    this.headSeq = afterSeq;
    this.#runs = new Runs(afterSeq + 1);
  }

  /** True while somebody told of a place that was not seen, or not all before it. */
  get hasHole() {
    return this.headSeq > this.lastSeq;
  }

  get size() {
    return this.#messages.size;
  }

  has(id) {
    return this.#messages.has(id);
  }

  /** What is known of a message, `{message, place, version}`, or null. */
  get(id) {
    return this.#messages.get(id) ?? null;
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

  /** Takes the newest page; `hasOlder` says whether anything lies before it. */
  addNewest(messages, hasOlder) {
    this.#addAll(messages);
    this.#runs.add(hasOlder ? first(messages) : 0, Infinity);
  }

  /** Takes the page that ends before the place `seq`. */
  addBefore(seq, messages, hasOlder) {
    this.#addAll(messages);
    this.#runs.add(hasOlder ? first(messages) : 0, seq - 1);
  }

  /** Takes the page that begins after the place `seq`. */
  addAfter(seq, messages, hasNewer) {
    this.#addAll(messages);
    this.#runs.add(seq + 1, hasNewer ? Math.max(...messages.map((each) => each.seq)) : Infinity);
  }

  /**
   * The messages that are known without a gap around a place, in order: `{message, place, version}`.
   * @param {number|null} place null for the newest
   * @returns {{messages: object[], hasOlder: boolean, hasNewer: boolean, from: number, to: number}}
   */
  stretch(place = null) {
    const { from, to } = this.#runs.around(place ?? Infinity);
    const messages = this.ordered().filter((each) => each.place >= from && each.place <= to);
    return { messages, hasOlder: from > 1, hasNewer: to !== Infinity, from, to };
  }

  /** True if the message of this place, and all between it and the newest or its page, is here. */
  covers(place) {
    const { from, to } = this.#runs.around(place);
    return from <= place && place <= to;
  }

  /** Forgets all but the newest messages, so that a page left open for days does not grow. */
  trim(most) {
    const { messages } = this.stretch();
    if (messages.length > most) {
      const from = messages.at(-most).place;
      this.#runs = new Runs(from);
      for (const [id, { place }] of this.#messages) {
        if (place < from) {
          this.#messages.delete(id);
        }
      }
      this.#ordered = null;
    }
  }

  /** All messages here, in the order of the log: `{message, place, version}`. */
  ordered() {
    this.#ordered ??= [...this.#messages.values()].sort((a, b) => a.place - b.place);
    return this.#ordered;
  }

  #addAll(messages) {
    for (const message of messages) {
      const known = this.#messages.get(message.id);
      // A change that came by the socket is newer than a page that was asked for before it.
      if (!known || known.version <= known.place) {
        this.#put(message, message.seq, message.seq);
      }
    }
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

function first(messages) {
  return Math.min(...messages.map((each) => each.seq));
}
