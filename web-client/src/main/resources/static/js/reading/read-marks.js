// Tells the server what I have seen: in batches, at most one frame a second, again until it is
// acknowledged. Pure but for its timers, which are given.

const EVERY_MS = 1_000;
const MOST_AT_ONCE = 100;
/** A refusal that passes is waited out this long. */
const REST_MS = 3_000;
const PASSING = new Set(["too_fast", "unavailable", "internal_error", "timeout"]);

let count = 0;

export class ReadMarks {
  #send;
  #timers;
  /** By room, what was seen and not told yet. */
  #seen = new Map();
  /** By the frame's `client_id`, what was told and not acknowledged yet. */
  #told = new Map();
  #timer = null;

  /**
   * @param {(frame: object) => boolean} send false while there is no connection
   * @param {{set: Function, clear: Function}} timers
   */
  constructor(send, timers = { set: (work, ms) => setTimeout(work, ms), clear: (id) => clearTimeout(id) }) {
    this.#send = send;
    this.#timers = timers;
  }

  add(room, id) {
    const ids = this.#seen.get(room) ?? new Set();
    ids.add(id);
    this.#seen.set(room, ids);
    // Not at once: what is seen together is told together.
    this.#plan(EVERY_MS);
  }

  /** A connection stands: what could not be told is told now. */
  connected() {
    this.#plan(0);
  }

  /** The connection is gone, and with it the answers that had not come. */
  lost() {
    this.#told.forEach(({ room, ids }) => this.#again(room, ids));
    this.#told.clear();
  }

  /** @returns {boolean} true if the answer was to one of these marks */
  acknowledged(clientId) {
    return this.#told.delete(clientId);
  }

  /** @returns {boolean} true if the refusal was of one of these marks */
  refused(clientId, code) {
    const frame = this.#told.get(clientId);
    if (!frame) {
      return false;
    }
    this.#told.delete(clientId);
    if (PASSING.has(code)) {
      this.#again(frame.room, frame.ids);
      this.#plan(REST_MS);
    }
    return true;
  }

  close() {
    this.#timers.clear(this.#timer);
    this.#seen.clear();
    this.#told.clear();
  }

  #again(room, ids) {
    this.#seen.set(room, new Set([...ids, ...(this.#seen.get(room) ?? [])]));
  }

  #plan(ms) {
    this.#timer ??= this.#timers.set(() => {
      this.#timer = null;
      this.#tellOne();
    }, ms);
  }

  // One frame for one room; others, and what is too much for one frame, wait for the next second.
  #tellOne() {
    const [room, seen] = this.#seen.entries().next().value ?? [];
    if (room === undefined) {
      return;
    }
    const ids = [...seen].slice(0, MOST_AT_ONCE);
    count += 1;
    const clientId = `read-${count}`;
    if (!this.#send({ action: "mark_read", room, message_ids: ids, client_id: clientId })) {
      return;
    }
    this.#told.set(clientId, { room, ids });
    this.#seen.delete(room);
    if (ids.length < seen.size) {
      // To the end of the line, so that a long room does not keep the others waiting.
      this.#seen.set(room, new Set([...seen].slice(MOST_AT_ONCE)));
    }
    if (this.#seen.size > 0) {
      this.#plan(EVERY_MS);
    }
  }
}
