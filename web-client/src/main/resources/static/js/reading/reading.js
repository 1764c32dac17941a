// Joins what I see with what the server, the list of rooms and the ticks of others' windows know.

import { messages, rooms as api } from "../net/api.js";
import { toast, problemText } from "../base/problems.js";
import { ReadMarks } from "./read-marks.js";
import { Receipts } from "./receipts.js";

/** A frame names so many messages at most; where there were more, the count has to be asked for. */
const MOST_NAMED = 100;

export class Reading {
  #me;
  #rooms;
  #changed;

  /**
   * @param {object} rooms the list, which shows how many are unread
   * @param {(frame: object) => boolean} send
   * @param {() => void} changed ticks, or the line of new messages, look otherwise now
   */
  constructor(me, rooms, send, changed) {
    this.#me = me;
    this.#rooms = rooms;
    this.#changed = changed;
    this.marks = new ReadMarks(send);
    this.receipts = new Receipts((id) => messages.reads(id, 1), changed);
  }

  close() {
    this.marks.close();
  }

  lost() {
    this.marks.lost();
    this.receipts.doubt();
  }

  /** A room is opened whose newest messages are loaded: finds out where the unread ones begin. */
  begin({ room, unread, log }) {
    const { messages: newest, hasOlder } = log.stretch();
    unread.begin(this.#rooms.get(room.id)?.unread_count ?? 0, newest, hasOlder);
  }

  /** A message is before the reader's eyes. */
  inSight({ room, unread, log }, id) {
    const known = log.get(id);
    if (!known) {
      return;
    }
    const { message, place } = known;
    if (message.sender.id === this.#me.id) {
      if (!message.is_deleted) {
        this.receipts.want(id);
      }
    } else if (unread.see(message, place)) {
      this.marks.add(room.id, id);
      this.#rooms.lowerUnread(room.id, 1);
    }
  }

  /** Takes a `messages_read` frame; the conversation is null where none is kept. */
  heard({ room, user_id: reader, message_ids: ids, up_to_seq: upTo = null }, conversation) {
    if (reader === this.#me.id) {
      this.#readElsewhere(room, ids, upTo, conversation);
    } else if (conversation) {
      this.receipts.heard(reader, this.#mine(conversation.log, ids, upTo));
    }
  }

  async markAll({ room, unread, log }) {
    try {
      await api.markAllRead(room.id);
      unread.readElsewhere([], log.headSeq);
      this.#rooms.lowerUnread(room.id, Infinity);
    } catch (problem) {
      toast(problemText(problem));
    }
  }

  #readElsewhere(room, ids, upTo, conversation) {
    const fresh = conversation ? conversation.unread.readElsewhere(ids, upTo) : ids.length;
    if (upTo !== null && upTo >= (this.#rooms.get(room)?.last_seq ?? Infinity)) {
      this.#rooms.lowerUnread(room, Infinity);
    } else if (fresh > 0) {
      this.#rooms.lowerUnread(room, fresh);
      if (upTo !== null || ids.length >= MOST_NAMED) {
        this.#rooms.recount(room);
      }
    }
    this.#changed();
  }

  #mine(log, ids, upTo) {
    const named = new Set(ids);
    return log
      .ordered()
      .filter(({ message, place }) => message.sender.id === this.#me.id && (named.has(message.id) || place <= (upTo ?? 0)))
      .map(({ message }) => message.id);
  }
}
