// Loads a room's messages into its log, page by page: the newest, older, newer, or those around one.

import { Problem } from "../net/http.js";
import { messages, PAGE_SIZE } from "../net/api.js";

const AROUND = 30;
/** So many messages that were read are loaded above the unread ones. */
const CONTEXT = 10;
const LARGEST_PAGE = 100;

export class History {
  #room;
  #log;
  #came;
  #changed;
  /** The log for which a page is under way. */
  #loading = null;
  #problem = null;

  /** The place that the reader looks at, null for the newest. */
  focus = null;

  /**
   * @param {() => import("./roomlog.js").RoomLog} log
   * @param {(messages: object[]) => void} came takes what was loaded
   * @param {() => void} changed
   */
  constructor(room, log, came, changed) {
    this.#room = room;
    this.#log = log;
    this.#came = came;
    this.#changed = changed;
  }

  get isLoading() {
    return this.#loading === this.#log();
  }

  get problem() {
    return this.#problem;
  }

  /** What is shown: the messages around the focus, without a gap. */
  stretch() {
    return this.#log().stretch(this.focus);
  }

  /** @param {number} unread how many are unread: if a page can hold them, it does */
  newest(unread = 0) {
    this.focus = null;
    const size = Math.max(PAGE_SIZE, Math.min(unread + CONTEXT, LARGEST_PAGE));
    return this.#load(async (log) => {
      const { results, next } = await messages.newest(this.#room, size);
      log.addNewest(results, Boolean(next));
      return results;
    });
  }

  older() {
    const { from, hasOlder } = this.stretch();
    return hasOlder ? this.#load((log) => this.#before(log, from)) : Promise.resolve();
  }

  newer() {
    const { to, hasNewer } = this.stretch();
    return hasNewer ? this.#load((log) => this.#after(log, to)) : Promise.resolve();
  }

  /** Makes a message of this room, however old, the one that is looked at. */
  async around(id) {
    const log = this.#log();
    const known = log.get(id);
    if (known) {
      this.focus = known.place;
      return;
    }
    const { seq, room } = await messages.get(id);
    if (room !== this.#room) {
      throw new Problem(404, { code: "not_found" });
    }
    const pages = [this.#before(log, seq + 1, AROUND), this.#after(log, seq, AROUND)];
    this.#came((await Promise.all(pages)).flat());
    this.focus = seq;
  }

  async #before(log, seq, limit) {
    const { results, next } = await messages.before(this.#room, seq, limit);
    log.addBefore(seq, results, Boolean(next));
    return results;
  }

  async #after(log, seq, limit) {
    const { results, next } = await messages.after(this.#room, seq, limit);
    log.addAfter(seq, results, Boolean(next));
    return results;
  }

  async #load(ask) {
    const log = this.#log();
    if (this.#loading === log) {
      return;
    }
    this.#loading = log;
    this.#problem = null;
    this.#changed();
    let problem = null;
    try {
      this.#came(await ask(log));
    } catch (failure) {
      problem = failure;
    }
    // A log that was begun anew meanwhile has its own page under way.
    if (log === this.#log()) {
      this.#loading = null;
      this.#problem = problem;
      this.#changed();
    }
  }
}
