// The open room on the screen: its messages, typing line and input, and what they do to each other.

import { byId, el, oncePerFrame } from "../base/dom.js";
import { nameOf } from "../base/format.js";
import { t } from "../base/i18n.js";
import { problemText, toast } from "../base/problems.js";
import { DropZone } from "../files/drop-zone.js";
import { Tray } from "../files/tray.js";
import { messages } from "../net/api.js";
import { RoomReading } from "../reading/room-reading.js";
import { isOpen } from "../rooms/roles.js";
import { RoomHead } from "../rooms/room-head.js";
import { showBeginning } from "./beginning.js";
import { Composer } from "./composer.js";
import { MessageHandling } from "./message-handling.js";
import { MessageList } from "./message-list.js";
import { quotedText } from "./quote.js";
import { TypingLine } from "./typing-line.js";

export class RoomView {
  #me;
  #desk;
  #conversation;
  #head;
  #list;
  #composer;
  #parts;
  #typing;
  #reading;
  #pointAt = null;
  #isStopped = false;
  #isClosed = false;

  /** Shows the room anew, once for all that happens within a frame. */
  changed = oncePerFrame(() => this.#isClosed || this.#render());

  /**
   * @param {object} desk what all rooms share: `me`, `presence`, `own` (reactions), `sending`
   * @param {import("./conversation.js").Conversation} conversation
   */
  constructor(room, conversation, desk) {
    this.room = room;
    this.#me = desk.me;
    this.#desk = desk;
    this.#conversation = conversation;
    this.#head = new RoomHead(desk.me, desk.presence);
    this.#reading = new RoomReading(conversation, desk.reading, () => desk.unreadOf(this.room.id));
    this.#list = this.#makeList();
    this.#reading.with(this.#list);
    this.#typing = new TypingLine(conversation.typing, () => this.room.participants ?? []);
    const tray = new Tray(room.id);
    this.#composer = new Composer(room.id, this.#composerHooks(), tray);
    this.#parts = [
      this.#composer,
      this.#list,
      this.#typing,
      this.#reading,
      new DropZone((files) => tray.add(files)),
      new MessageHandling(desk, conversation, {
        room: () => this.room,
        composer: this.#composer,
        pointTo: (id) => this.pointTo(id),
      }),
    ];
  }

  open() {
    byId("no-room").hidden = true;
    byId("room").hidden = false;
    byId("message-list").classList.toggle("of-group", this.room.room_type === "group");
    this.update(this.room);
    if (this.#conversation.log.size === 0) {
      this.#conversation.history.newest(this.#desk.unreadOf(this.room.id));
    } else {
      this.#conversation.history.focus = null;
    }
    this.#render();
    this.#composer.focusIfHandy();
  }

  close() {
    this.#isClosed = true;
    this.#parts.forEach((part) => part.close());
    this.#conversation.trim();
    byId("room").hidden = true;
    byId("no-room").hidden = false;
  }

  /** The room has a new name, other people, or somebody came or went. */
  update(room) {
    this.room = room;
    this.#head.show(room);
    this.#composer.setEnabled(isOpen(room) && !this.#isStopped);
    byId("room-closed").hidden = isOpen(room);
  }

  /** One takes part in this room no longer; what was said stays on the screen. */
  stop() {
    this.#isStopped = true;
    this.#composer.setEnabled(false);
  }

  /** Brings a message into sight, and loads those around it if it is an old one. */
  async pointTo(id) {
    try {
      await this.#conversation.history.around(id);
    } catch (problem) {
      toast(problem.status === 404 ? t("message.gone") : problemText(problem));
      return;
    }
    if (!this.#isClosed) {
      this.#pointAt = id;
      this.#render();
    }
  }

  connected() {
    this.#reading.connected();
  }

  /** Somebody's message came, or a change of one. */
  arrived(message, type) {
    const isMine = message.sender.id === this.#me.id;
    if (type === "message" && isMine) {
      this.#desk.reading.receipts.fresh(message.id);
    } else if (type === "message") {
      this.#list.noteUnseen(message.id);
      if (document.hidden || !this.#list.isAtEnd) {
        this.#conversation.unread.drawLine(message.id);
      }
      const text = t("rooms.by", { name: nameOf(message.sender), text: quotedText(message) });
      byId("announcer").replaceChildren(el("span", {}, text));
    }
  }

  #makeList() {
    const context = {
      me: this.#me,
      isGroup: this.room.room_type === "group",
      marks: (entry) => this.#marksOf(entry),
    };
    return new MessageList(context, {
      older: () => this.#conversation.history.older(),
      newer: () => this.#conversation.history.newer(),
      newest: () => this.#toNewest(),
      moved: () => this.#reading.show(),
      built: (element, { entry }) => entry.state === "stored" && this.#reading.watch(element),
    });
  }

  #composerHooks() {
    const tell = (frame) => this.#desk.sending.tell({ ...frame, room: this.room.id });
    return {
      say: (words) => this.#say(words),
      edit: (message, content) => messages.edit(message.id, content),
      editLast: () => this.#editLast(),
      tellTyping: (isTyping) => tell({ action: "typing", is_typing: isTyping }),
    };
  }

  #marksOf({ message }) {
    const quoted = message.reply_to && this.#conversation.log.get(message.reply_to.id)?.message;
    return {
      own: this.#desk.own.of(message.id),
      readers: this.#desk.reading.receipts.countOf(message.id),
      ...(quoted && { quoted: { content: quoted.content, attachment: quoted.attachment, is_deleted: quoted.is_deleted } }),
    };
  }

  #say(words) {
    this.#conversation.unread.line = null;
    this.#desk.sending.say(this.#conversation, words);
    this.#render();
    this.#list.scrollToEnd();
  }

  #editLast() {
    const mine = ({ message }) => message.sender.id === this.#me.id && !message.is_deleted;
    const last = this.#conversation.log.ordered().findLast(mine);
    if (last) {
      this.#composer.edit(last.message);
    }
    return last !== undefined;
  }

  #toNewest() {
    this.#conversation.history.focus = null;
    this.#render();
    this.#list.scrollToEnd();
  }

  #render() {
    const { history } = this.#conversation;
    if (this.#list.isAtEnd) {
      this.#conversation.trim();
    }
    const stretch = history.stretch();
    this.#desk.own.askFor(stretch.messages.map(({ message }) => message));
    const isBeginning = this.#reading.begin();
    const firstUnread = this.#conversation.unread.line;
    this.#list.show(this.#conversation.entries(), { stretch, firstUnread, isLoading: history.isLoading });
    if (isBeginning && !this.#pointAt) {
      this.#list.scrollToUnread();
    }
    this.#reading.show();
    showBeginning(stretch, history);
    this.#typing.show();
    if (this.#pointAt) {
      this.#list.point(this.#pointAt);
      this.#pointAt = null;
    }
  }
}
