// The conversations that are kept: the open one, and those of before, so that coming back is quick.

import { Conversation } from "./conversation.js";

const MOST_KEPT = 20;

/**
 * @typedef {object} Watcher
 * @property {(room: string) => void} changed
 * @property {(message: object, type: string) => void} arrived
 */
export class Conversations {
  #me;
  #sending;
  #watcher;
  /** By room, the one that was opened last at the end. */
  #kept = new Map();

  /**
   * @param {{outbox: object, delivery: object}} sending
   * @param {Watcher} watcher
   */
  constructor(me, sending, watcher) {
    this.#me = me;
    this.#sending = sending;
    this.#watcher = watcher;
  }

  /** The conversation of a room that is opened now. */
  open(room) {
    const conversation = this.#kept.get(room.id) ?? this.#begin(room);
    this.#kept.delete(room.id);
    this.#kept.set(room.id, conversation);
    if (this.#kept.size > MOST_KEPT) {
      this.forget(this.#kept.keys().next().value);
    }
    return conversation;
  }

  get(room) {
    return this.#kept.get(room) ?? null;
  }

  forget(room) {
    this.#kept.get(room)?.close();
    this.#kept.delete(room);
  }

  close() {
    [...this.#kept.keys()].forEach((room) => this.forget(room));
  }

  /**
   * A connection stands. Only the open conversation fetches what it missed; any other with a hole
   * is forgotten, and loaded anew when it is opened.
   *
   * @param {Record<string, number>} heads the last place of each room's log
   * @param {string|null} open
   */
  connected(heads, open) {
    for (const [room, conversation] of this.#kept) {
      if (room === open) {
        conversation.connected(heads[room]);
      } else if (heads[room] !== conversation.log.lastSeq) {
        this.forget(room);
      }
    }
  }

  lost() {
    this.#kept.forEach((conversation) => conversation.lost());
  }

  #begin(room) {
    return new Conversation(room, this.#me, this.#sending, {
      changed: () => this.#watcher.changed(room.id),
      arrived: (message, type) => this.#watcher.arrived(message, type),
    });
  }
}
