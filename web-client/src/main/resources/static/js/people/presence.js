// Who of the people that I share a room with is online, and since when the others are not.

import { people } from "../net/api.js";

const REFRESH_EVERY_MS = 30_000;
const MOST_PAGES = 5;

export class Presence {
  #byUser = new Map();
  #changed;
  #timer = null;
  #stopped = false;

  constructor(changed) {
    this.#changed = changed;
  }

  /** Asks now and from then on every now and again, until stopped. */
  async start() {
    await this.refresh();
    if (!this.#stopped) {
      this.#timer = setTimeout(() => this.start(), REFRESH_EVERY_MS);
    }
  }

  /** Asks once, for instance when a room opens: its frames tell of changes only. */
  async refresh() {
    try {
      for (let page = 1, next = true; next && page <= MOST_PAGES; page += 1) {
        const answer = await people.online(page);
        answer.results.forEach((status) => this.#byUser.set(status.user?.id ?? status.user, status));
        next = Boolean(answer.next);
      }
      this.#changed();
    } catch {
      // Dots are an extra: without them the page is as good as before, and the next round asks again.
    }
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Takes a `user_status` frame. */
  heard({ user_id: id, is_online: isOnline, action }) {
    const online = isOnline ?? action === "user_joined";
    const before = this.#byUser.get(id);
    const lastSeen = online ? before?.last_seen : new Date().toISOString();
    this.#byUser.set(id, { ...before, is_online: online, last_seen: lastSeen });
    this.#changed();
  }

  isOnline(id) {
    return this.#byUser.get(id)?.is_online === true;
  }

  of(id) {
    return this.#byUser.get(id) ?? null;
  }
}
