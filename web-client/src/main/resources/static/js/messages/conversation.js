// The open room: joins its history, its socket, its log and what I write into one truth.

import { messages, PAGE_SIZE, rooms } from "../net/api.js";
import { CatchUp } from "./catch-up.js";
import { Delivery } from "./delivery.js";
import { entriesOf, RoomLog } from "./roomlog.js";
import { Socket } from "../net/socket.js";
import { TypingPeople } from "./typing.js";

const CHANGES = new Set(["message", "message_edited", "message_deleted", "reaction"]);
/** An ack usually comes just before its message: give the message time before asking for it. */
const AFTER_ACK_MS = 2_000;
const READ_AFTER_MS = 400;

/**
 * @typedef {object} Watcher
 * @property {() => void} changed what is shown has to be shown anew
 * @property {(state: string, why?: string) => void} state of the connection
 * @property {(message: object, type: string) => void} arrived a change of a message
 * @property {(type: string, data: object) => void} news frames about people and rooms
 * @property {() => boolean} isRead whether the reader is looking at the newest message
 */
export class Conversation {
  #watcher;
  #socket;
  #outbox;
  #catchUp;
  #readTimer = null;
  /** The log for which a page is under way. */
  #loading = null;
  #closed = false;

  /** @param {Watcher} watcher */
  constructor(room, me, outbox, watcher, knownLog) {
    this.room = room;
    this.me = me;
    this.log = knownLog ?? new RoomLog(room.last_seq ?? 0);
    this.typing = new TypingPeople();
    this.problem = null;
    this.#outbox = outbox;
    this.#watcher = watcher;
    this.#socket = new Socket({
      path: () => `/ws/chat/${room.id}/?after=${this.log.lastSeq}`,
      frame: (type, data) => this.#frame(type, data),
      state: (state, why) => this.#state(state, why),
      mayReconnect: () => this.#mayReconnect(),
    });
    this.#catchUp = new CatchUp(room.id, {
      log: () => this.log,
      apply: (seq, type, message) => this.#apply(seq, type, message),
      restart: (lastSeq) => this.#restart(lastSeq),
      done: () => this.#tell(),
    });
    const send = (frame) => this.#socket.send(frame);
    this.delivery = new Delivery(room.id, outbox, send, () => watcher.changed());
  }

  open() {
    this.#socket.open();
    if (this.log.size === 0) {
      this.loadNewest();
    }
  }

  close() {
    this.#closed = true;
    this.#catchUp.close();
    clearTimeout(this.#readTimer);
    this.#socket.close();
    this.delivery.close();
  }

  get isConnected() {
    return this.#socket.isReady;
  }

  get isLoading() {
    return this.#loading === this.log;
  }

  entries() {
    return entriesOf(this.log, this.#outbox.of(this.room.id));
  }

  say(content) {
    this.#outbox.add(this.room.id, this.me, content, new Date().toISOString());
    this.delivery.flush();
    this.#watcher.changed();
  }

  discard(id) {
    this.#outbox.remove(id);
    this.#watcher.changed();
  }

  tellTyping(isTyping) {
    this.#socket.send({ action: "typing", is_typing: isTyping });
  }

  loadNewest() {
    return this.#load(() => messages.newest(this.room.id));
  }

  loadOlder() {
    const before = this.log.oldestSeq;
    if (before === null || !this.log.hasOlder) {
      return Promise.resolve();
    }
    return this.#load(() => messages.before(this.room.id, before));
  }

  /** The reader looks at the newest message; told once for a burst of them. */
  read() {
    clearTimeout(this.#readTimer);
    this.#readTimer = setTimeout(() => {
      // A mark that fails is made up for by the next one.
      rooms.markAllRead(this.room.id).catch(() => {});
    }, READ_AFTER_MS);
  }

  async #load(ask) {
    const log = this.log;
    if (this.#loading === log) {
      return;
    }
    this.#loading = log;
    this.problem = null;
    this.#watcher.changed();
    let problem = null;
    try {
      const { results, next } = await ask();
      log.addPage(results, results.length >= PAGE_SIZE || Boolean(next));
      results.forEach((message) => this.#outbox.remove(message.id));
    } catch (failure) {
      problem = failure;
    }
    // A log that was begun anew meanwhile has its own page under way.
    if (log === this.log) {
      this.#loading = null;
      this.problem = problem;
      this.#tell();
    }
  }

  #restart(lastSeq) {
    this.log = new RoomLog(lastSeq);
    return this.loadNewest();
  }

  #state(state, why) {
    if (state !== "connected") {
      this.delivery.lost();
      this.typing.clear();
    }
    this.#watcher.state(state, why);
  }

  #frame(type, data) {
    if (CHANGES.has(type)) {
      this.#apply(data.seq, type, data);
    } else if (type === "ready") {
      this.#ready(data);
    } else if (type === "ack") {
      this.#acknowledged(data);
    } else if (type === "error") {
      this.delivery.refused(data.client_id, data.code, data.detail);
    } else if (type === "resync") {
      this.log.noteHead(data.last_seq);
      this.#catchUp.in(0);
    } else if (type === "typing") {
      this.#typingHeard(data);
    } else {
      this.#watcher.news(type, data);
    }
    this.#tell();
  }

  #typingHeard(data) {
    // What I type in another tab is no news to me.
    if (data.user_id !== this.me.id) {
      this.typing.heard(data, Date.now());
    }
  }

  #ready(data) {
    this.log.noteHead(data.rooms?.[this.room.id]);
    if (this.log.hasHole) {
      this.#catchUp.in(0);
    }
    if (this.problem) {
      this.loadNewest();
    }
    this.delivery.flush();
  }

  #acknowledged({ client_id: clientId, message_id: messageId, seq }) {
    const id = this.#outbox.get(messageId) ? messageId : clientId;
    if (!this.#outbox.get(id)) {
      return;
    }
    this.delivery.acknowledged(id);
    this.log.noteHead(seq);
    if (seq <= this.log.lastSeq) {
      // An ack of something sent long ago: the log has passed it, so nothing more will come.
      this.#outbox.remove(id);
    } else {
      this.#catchUp.in(AFTER_ACK_MS);
    }
  }

  #apply(seq, type, message) {
    if (!this.log.applyChange(seq, type, message)) {
      return;
    }
    if (type === "message") {
      this.delivery.acknowledged(message.id);
      this.#outbox.remove(message.id);
      this.typing.wrote(message.sender.id);
    }
    this.#watcher.arrived(message, type);
    if (this.log.hasHole) {
      this.#catchUp.in(0);
    }
  }

  // The token is renewed on the way if it was that; only "not yours" and "no such room" are final.
  async #mayReconnect() {
    try {
      await this.#catchUp.now();
      return true;
    } catch (problem) {
      return problem.status !== 403 && problem.status !== 404;
    }
  }

  #tell() {
    if (!this.#closed) {
      this.#watcher.changed();
    }
  }
}
