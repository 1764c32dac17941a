// The rooms that I take part in, latest activity first, as the server and its frames tell.

import { rooms as api } from "../net/api.js";
import { changedRoom } from "./room-changes.js";

/** Frames tell what happens; this is for what no frame tells, should there be such. */
const REFRESH_EVERY_MS = 120_000;
/** After a problem, unless the server asks for more. */
const TRY_AGAIN_MS = 5_000;
/** Several things that happen at once are one reason to ask. */
const SOON_MS = 500;
const MOST_PAGES = 10;

export class Rooms {
  #byId = new Map();
  #changed;
  #timer = null;
  #refreshing = null;
  #stopped = false;
  #open = null;
  #recounts = new Map();
  #reason = null;

  problem = null;
  isLoaded = false;

  /** @param {() => void} changed called after every change */
  constructor(changed) {
    this.#changed = changed;
  }

  start() {
    return this.refresh();
  }

  /**
   * A connection stands: asks for what happened while there was none.
   * @param {Record<string, number>} heads the place of each room's log from which on frames tell
   */
  connected(heads) {
    const missed = Object.entries(heads).some(([id, seq]) => seq > (this.get(id)?.last_seq ?? -1));
    const isGone = [...this.#byId.keys()].some((id) => heads[id] === undefined);
    if (this.isLoaded && (missed || isGone)) {
      this.refresh();
    }
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#reason);
    this.#recounts.forEach(clearTimeout);
  }

  get(id) {
    return this.#byId.get(id) ?? null;
  }

  all() {
    const open = [...this.#byId.values()].filter((room) => room.is_active !== false);
    return open.sort((a, b) => activityOf(b) - activityOf(a));
  }

  get unread() {
    return this.all().reduce((sum, room) => sum + this.unreadOf(room), 0);
  }

  /** What the reader has before their eyes is not unread, whatever an earlier answer said. */
  unreadOf(room) {
    return room.id === this.#open && document.visibilityState === "visible" ? 0 : room.unread_count ?? 0;
  }

  /** Tells which room is on the screen, or null. */
  setOpen(id) {
    this.#open = id;
    this.#changed();
  }

  /** So many messages of a room were read. */
  lowerUnread(id, count) {
    const room = this.get(id);
    if (room?.unread_count > 0) {
      room.unread_count = Math.max(0, room.unread_count - count);
      this.#changed();
    }
  }

  /** Asks how many are unread, soon and once for several reasons. */
  recount(id) {
    clearTimeout(this.#recounts.get(id));
    const ask = async () => {
      this.#recounts.delete(id);
      try {
        this.put(await api.get(id));
      } catch {
        // The next refresh of the list tells.
      }
    };
    this.#recounts.set(id, setTimeout(ask, SOON_MS));
  }

  put(room) {
    this.#byId.set(room.id, { ...this.#byId.get(room.id), ...room });
    this.#changed();
  }

  remove(id) {
    this.#byId.delete(id);
    this.#changed();
  }

  /**
   * A change of a room's conversation came by the socket, so that the list need not wait for its
   * next refresh. A place that the list has heard of says nothing new.
   */
  heard(type, message, isMine) {
    const room = this.get(message.room);
    if (!room) {
      this.#soon();
      return;
    }
    if (message.seq <= (room.last_seq ?? 0)) {
      return;
    }
    room.last_seq = message.seq;
    if (type === "message") {
      room.last_message = message;
      room.unread_count = isMine ? room.unread_count : (room.unread_count ?? 0) + 1;
    } else if (room.last_message?.id === message.id) {
      // An edited or deleted message may be the one that the list shows.
      room.last_message = message;
    }
    this.#changed();
  }

  /** A frame about a room and its people. One that is new here is asked for, with all the others. */
  roomChanged(type, data, me) {
    const room = this.get(data.room);
    if (type === "participant_left" && data.user?.id === me.id) {
      this.remove(data.room);
    } else if (room) {
      this.put(changedRoom(room, type, data));
      if (data.last_seq > (room.last_seq ?? 0)) {
        this.#soon();
      }
    } else if (type !== "participant_left") {
      this.#soon();
    }
  }

  refresh() {
    clearTimeout(this.#timer);
    this.#refreshing ??= this.#load().finally(() => {
      this.#refreshing = null;
      this.#changed();
      this.#plan();
    });
    return this.#refreshing;
  }

  // An answer that is under way may be of a moment before the reason came.
  async #refreshAnew() {
    await this.#refreshing;
    await this.refresh();
  }

  async #load() {
    try {
      const found = await this.#pages();
      for (const [id, room] of this.#byId) {
        // The list has no closed rooms; one that is on the screen may still be read there.
        if (!found.has(id) && !(id === this.#open && room.is_active === false)) {
          this.#byId.delete(id);
        }
      }
      found.forEach((room, id) => this.#byId.set(id, newerOf(this.#byId.get(id), room)));
      this.isLoaded = true;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #pages() {
    const found = new Map();
    for (let page = 1, next = true; next && page <= MOST_PAGES; page += 1) {
      const answer = await api.list(page);
      answer.results.forEach((room) => found.set(room.id, room));
      next = Boolean(answer.next);
    }
    return found;
  }

  // Not put off by further reasons: where they never end, it would never come.
  #soon() {
    this.#reason ??= setTimeout(() => {
      this.#reason = null;
      this.#refreshAnew();
    }, SOON_MS);
  }

  #plan() {
    if (!this.#stopped) {
      const wait = this.problem ? this.problem.retryAfterMs ?? TRY_AGAIN_MS : REFRESH_EVERY_MS;
      this.#timer = setTimeout(() => this.refresh(), wait);
    }
  }
}

// The answer may have been on its way while the socket told of something later.
function newerOf(known, room) {
  if (known && (known.last_seq ?? 0) > (room.last_seq ?? 0)) {
    const { last_message, unread_count, last_seq } = known;
    return { ...room, last_message, unread_count, last_seq };
  }
  return room;
}

function activityOf(room) {
  return Date.parse(room.last_message?.created_at ?? room.created_at ?? 0) || 0;
}
