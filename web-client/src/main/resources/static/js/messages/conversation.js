// One room's conversation: joins its history, its frames, its log and what I write into one truth.

import { CatchUp } from "./catch-up.js";
import { entriesOf } from "./entries.js";
import { History } from "./history.js";
import { RoomLog } from "./roomlog.js";
import { Unread } from "../reading/unread.js";
import { TypingPeople } from "./typing.js";

const CHANGES = new Set(["message", "message_edited", "message_deleted", "reaction"]);
/** An ack usually comes just before its message: give the message time before asking for it. */
const AFTER_ACK_MS = 2_000;
/** How many messages are kept at the end; older ones are loaded again when they are asked for. */
const MOST_KEPT = 500;
const TRIM_ABOVE = 700;

/**
 * @typedef {object} Watcher
 * @property {() => void} changed what is shown has to be shown anew
 * @property {(message: object, type: string) => void} arrived a change of a message
 */
export class Conversation {
  #watcher;
  #outbox;
  #delivery;
  #catchUp;
  #closed = false;

  /** @param {Watcher} watcher */
  constructor(room, me, { outbox, delivery }, watcher) {
    this.room = room;
    this.me = me;
    this.log = new RoomLog(room.last_seq ?? 0);
    this.typing = new TypingPeople();
    this.unread = new Unread(me);
    this.#outbox = outbox;
    this.#delivery = delivery;
    this.#watcher = watcher;
    const forget = (messages) => messages.forEach((message) => outbox.remove(message.id));
    this.history = new History(room.id, () => this.log, forget, () => this.#tell());
    this.#catchUp = new CatchUp(room.id, {
      log: () => this.log,
      apply: (seq, type, message) => this.#apply(seq, type, message),
      restart: (lastSeq) => this.#restart(lastSeq),
      done: () => this.#tell(),
    });
  }

  close() {
    this.#closed = true;
    this.#catchUp.close();
  }

  /** What is shown, in order: see entries.js. */
  entries() {
    return entriesOf(this.history.stretch(), this.#outbox.of(this.room.id));
  }

  /**
   * @param {{content: string, replyTo?: object, file?: object}} words see outbox.js
   * @returns {object} what waits to be sent
   */
  say(words) {
    this.history.focus = null;
    const item = this.#outbox.add(this.room.id, this.me, words, new Date().toISOString());
    this.#delivery.flush();
    this.#watcher.changed();
    return item;
  }

  /** Forgets old messages that nobody looks at. */
  trim() {
    if (this.history.focus === null && this.log.size > TRIM_ABOVE) {
      this.log.trim(MOST_KEPT);
    }
  }

  /** A connection stands; the room's log then ended at `headSeq`. */
  connected(headSeq) {
    this.log.noteHead(headSeq);
    if (this.log.hasHole) {
      this.#catchUp.in(0);
    }
    if (this.history.problem) {
      this.history.newest();
    }
  }

  lost() {
    this.typing.clear();
  }

  /** Takes a frame of this room; those that it does not know are for others. */
  frame(type, data) {
    if (CHANGES.has(type)) {
      this.#apply(data.seq, type, data);
    } else if (type === "resync") {
      this.log.noteHead(data.last_seq);
      this.#catchUp.in(0);
    } else if (type === "typing" && data.user_id !== this.me.id) {
      // What I type in another tab is no news to me.
      this.typing.heard(data, Date.now());
    }
    this.#tell();
  }

  /** A message of mine was acknowledged at this place. */
  acknowledged(id, seq) {
    this.log.noteHead(seq);
    if (seq <= this.log.lastSeq) {
      // An ack of something sent long ago: the log has passed it, so nothing more will come.
      this.#outbox.remove(id);
    } else {
      this.#catchUp.in(AFTER_ACK_MS);
    }
    this.#tell();
  }

  #restart(lastSeq) {
    this.log = new RoomLog(lastSeq);
    this.#outbox.removeSent(this.room.id);
    return this.history.newest();
  }

  #apply(seq, type, message) {
    if (!this.log.applyChange(seq, type, message)) {
      return;
    }
    if (type === "message") {
      this.#delivery.acknowledged(message.id);
      this.#outbox.remove(message.id);
      this.typing.wrote(message.sender.id);
    }
    this.#watcher.arrived(message, type);
    if (this.log.hasHole) {
      this.#catchUp.in(0);
    }
  }

  #tell() {
    if (!this.#closed) {
      this.#watcher.changed();
    }
  }
}
