// The open room on the screen: its head, messages, typing line, input, and the connection's state.

import { avatar } from "../base/avatar.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { byId, el, oncePerFrame, setText } from "../base/dom.js";
import { lastSeenText, nameOf, otherOf, titleOf } from "../base/format.js";
import { t, typingText } from "../base/i18n.js";
import { MessageList } from "./message-list.js";
import { problemText } from "../base/problems.js";

const TYPING_TICK_MS = 500;

export class RoomView {
  #me;
  #presence;
  #hooks;
  #conversation;
  #list;
  #composer;
  #ticking;
  #firstUnread;
  #unread;
  #isClosed = false;

  /** @param {{arrived: Function, news: Function, read: Function, stopped: Function}} hooks */
  constructor(room, me, outbox, presence, hooks, knownLog) {
    this.room = room;
    this.#me = me;
    this.#presence = presence;
    this.#hooks = hooks;
    this.#unread = room.unread_count ?? 0;
    this.#conversation = new Conversation(room, me, outbox, this.#watcher(), knownLog);
    this.#list = new MessageList(room, me, {
      older: () => this.#conversation.loadOlder(),
      seen: () => this.#seen(),
      retry: (id) => this.#conversation.delivery.retry(id),
      discard: (id) => this.#conversation.discard(id),
    });
    this.#composer = new Composer(room.id, {
      say: (content) => this.#say(content),
      tellTyping: (isTyping) => this.#conversation.tellTyping(isTyping),
    });
  }

  open() {
    byId("no-room").hidden = true;
    byId("room").hidden = false;
    byId("message-list").classList.toggle("of-group", this.room.room_type === "group");
    this.showHead();
    this.#ticking = setInterval(() => this.#showTyping(), TYPING_TICK_MS);
    document.addEventListener("visibilitychange", this.#looked);
    this.#conversation.open();
    this.#render();
    this.#composer.focusIfHandy();
  }

  /** @returns {RoomLog} what is known of the room, for the next time that it is opened */
  close() {
    this.#isClosed = true;
    clearInterval(this.#ticking);
    document.removeEventListener("visibilitychange", this.#looked);
    this.#composer.close();
    this.#list.close();
    this.#conversation.close();
    setText(byId("typing"), "");
    byId("room").hidden = true;
    byId("no-room").hidden = false;
    return this.#conversation.log;
  }

  /** The room has a new name, other people, or somebody came or went. */
  update(room) {
    this.room = room;
    this.showHead();
  }

  showHead() {
    const title = titleOf(this.room, this.#me);
    const other = otherOf(this.room, this.#me);
    const isOnline = other !== null && this.#presence.isOnline(other.id);
    const isGroup = this.room.room_type === "group";
    const picture = avatar(title, other?.id ?? this.room.id, { isOnline, isGroup });
    picture.id = "room-avatar";
    picture.setAttribute("aria-hidden", "true");
    byId("room-avatar").replaceWith(picture);
    setText(byId("room-title"), title);
    setText(byId("room-about"), isGroup ? this.#groupAbout() : lastSeenText(this.#presence.of(other?.id)));
    byId("room-about").classList.toggle("is-online", isOnline);
    byId("messages").setAttribute("aria-label", t("room.messages", { name: title }));
  }

  #groupAbout() {
    const people = this.room.participants ?? [];
    const members = t("room.members", { count: this.room.participant_count ?? people.length });
    const online = people.filter(({ id }) => id === this.#me.id || this.#presence.isOnline(id)).length;
    return t("room.members_online", { members, count: online });
  }

  #watcher() {
    return {
      changed: oncePerFrame(() => this.#isClosed || this.#render()),
      state: (state, why) => this.#showConnection(state, why),
      arrived: (message, type) => this.#arrived(message, type),
      news: (type, data) => this.#hooks.news(type, data),
    };
  }

  #say(content) {
    this.#firstUnread = null;
    this.#list.scrollToEnd();
    this.#conversation.say(content);
  }

  #arrived(message, type) {
    const isMine = message.sender.id === this.#me.id;
    this.#hooks.arrived(message, type, isMine);
    if (type === "message" && !isMine) {
      this.#unread += 1;
      this.#list.noteUnseen(message.id);
      const { content } = message;
      byId("announcer").replaceChildren(el("span", {}, t("rooms.by", { name: nameOf(message.sender), text: content })));
    }
  }

  #render() {
    const { log, isLoading, problem } = this.#conversation;
    const entries = this.#conversation.entries();
    if (this.#firstUnread === undefined && log.size > 0) {
      this.#firstUnread = this.#findFirstUnread(entries);
    }
    this.#list.show(entries, {
      firstUnread: this.#firstUnread ?? null,
      hasOlder: log.hasOlder && !problem,
      isLoading,
    });
    this.#showBeginning(log, isLoading, problem);
    this.#showTyping();
    this.#seen();
  }

  #findFirstUnread(entries) {
    let left = this.#unread;
    for (const { id, message } of [...entries].reverse()) {
      if (left > 0 && message.sender.id !== this.#me.id && (left -= 1) === 0) {
        return id;
      }
    }
    return null;
  }

  #showBeginning(log, isLoading, problem) {
    const line = byId("room-beginning");
    const isFailed = problem !== null && problem.status !== 401;
    line.classList.toggle("loading", isLoading && !isFailed);
    if (isFailed) {
      const retry = { type: "button", class: "link", "data-testid": "retry-history", onclick: () => this.#reload() };
      const text = `${t("room.failed")} ${problemText(problem)} `;
      if (line.firstChild?.textContent !== text) {
        line.replaceChildren(text, el("button", retry, t("action.retry")));
      }
    } else if (log.hasOlder || isLoading) {
      setText(line, isLoading ? t("room.loading") : "");
    } else {
      setText(line, t(log.size > 0 ? "room.beginning" : "room.empty"));
    }
  }

  #reload() {
    return this.#conversation.log.size === 0 ? this.#conversation.loadNewest() : this.#conversation.loadOlder();
  }

  #showTyping() {
    const people = this.#conversation.typing.at(Date.now());
    const names = people.map(({ id, username }) => {
      const person = this.room.participants?.find((participant) => participant.id === id);
      return person ? nameOf(person) : username;
    });
    const line = byId("typing");
    setText(line, typingText(names));
    line.classList.toggle("active", names.length > 0);
  }

  #showConnection(state, why) {
    const line = byId("connection-status");
    line.dataset.state = state;
    setText(line, `● ${t(`connection.${state}`)}`);
    this.#composer?.setEnabled(state !== "stopped");
    if (state === "stopped") {
      this.#hooks.stopped(this.room, why);
    }
  }

  #looked = () => this.#seen();

  #seen() {
    if (this.#unread > 0 && this.#list.isAtEnd && !document.hidden && this.#conversation.log.size > 0) {
      this.#unread = 0;
      this.#conversation.read();
      this.#hooks.read(this.room);
    }
  }
}
