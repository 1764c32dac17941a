// Fetches what a room's log lacks: after a hole, a `resync`, an ack without its message.

import { messages } from "../net/api.js";

/** Further behind than this, a fresh page is cheaper than all that happened. */
const TOO_FAR_BEHIND = 500;
/** What could not be fetched is asked for again: no further frame may come to remind of it. */
const AGAIN_MS = 5_000;

/**
 * @typedef {object} Follower
 * @property {() => import("./roomlog.js").RoomLog} log
 * @property {(seq: number, type: string, message: object) => void} apply takes one change
 * @property {(lastSeq: number) => Promise<void>} restart begins anew at a place far ahead
 * @property {() => void} done
 */
export class CatchUp {
  #room;
  #follower;
  #timer = null;
  #running = null;
  #closed = false;

  /** @param {Follower} follower */
  constructor(room, follower) {
    this.#room = room;
    this.#follower = follower;
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** Fetches after `ms`, unless what is missing has come by itself until then. */
  in(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#follower.log().hasHole && !this.#closed) {
        this.#now().catch((problem) => this.in(problem.retryAfterMs ?? AGAIN_MS));
      }
    }, ms);
  }

  // Several reasons to fetch share one run.
  #now() {
    this.#running ??= this.#fetch().finally(() => {
      this.#running = null;
      this.#follower.done();
    });
    return this.#running;
  }

  async #fetch() {
    for (let hasMore = true; hasMore && !this.#closed; ) {
      const log = this.#follower.log();
      const before = log.lastSeq;
      const page = await messages.changes(this.#room, before);
      if (page.last_seq - before > TOO_FAR_BEHIND) {
        await this.#follower.restart(page.last_seq);
        return;
      }
      page.changes.forEach(({ seq, type, message }) => this.#follower.apply(seq, type, message));
      hasMore = page.has_more && log.lastSeq > before;
    }
  }
}
