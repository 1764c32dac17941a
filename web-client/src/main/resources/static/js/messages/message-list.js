// The open room's messages on the screen: days, groups, and a scroll position that never jumps.

import { byId, el, KeyedList, setText } from "../base/dom.js";
import { dayName, startOfDay } from "../base/format.js";
import { t } from "../base/i18n.js";
import { messageView } from "./message-view.js";

const GROUP_WITHIN_MS = 5 * 60_000;
const AT_END_PX = 60;
const LOAD_WITHIN_PX = 400;

export class MessageList {
  #frame = byId("messages");
  #toEnd = byId("to-end");
  #list;
  #room;
  #me;
  #hooks;
  #isAtEnd = true;
  #unseenIds = new Set();
  #firstId = null;
  #resized;

  /** @param {{older: () => void, seen: () => void, retry: Function, discard: Function}} hooks */
  constructor(room, me, hooks) {
    this.#room = room;
    this.#me = me;
    this.#hooks = hooks;
    byId("message-list").replaceChildren();
    this.#list = new KeyedList(byId("message-list"), (item) => this.#build(item));
    this.#frame.addEventListener("scroll", this.#scrolled, { passive: true });
    this.#toEnd.addEventListener("click", this.#goToEnd);
    // A keyboard that opens, or an input that grows, must not hide the newest message.
    this.#resized = new ResizeObserver(() => this.#isAtEnd && this.scrollToEnd());
    this.#resized.observe(this.#frame);
  }

  close() {
    this.#frame.removeEventListener("scroll", this.#scrolled);
    this.#toEnd.removeEventListener("click", this.#goToEnd);
    this.#resized.disconnect();
    byId("message-list").replaceChildren();
    this.#toEnd.hidden = true;
  }

  get isAtEnd() {
    return this.#isAtEnd;
  }

  /** @param {string|null} firstUnread id of the message above which the line of new ones goes */
  show(entries, { firstUnread, hasOlder, isLoading }) {
    const grewAbove = this.#firstId !== null && entries[0]?.id !== this.#firstId;
    const fromEnd = this.#frame.scrollHeight - this.#frame.scrollTop;
    this.#list.show(this.#itemsOf(entries, firstUnread));
    this.#firstId = entries[0]?.id ?? null;
    this.#frame.setAttribute("aria-busy", String(isLoading));
    if (this.#isAtEnd) {
      this.scrollToEnd();
    } else if (grewAbove) {
      this.#frame.scrollTop = this.#frame.scrollHeight - fromEnd;
    }
    this.#showToEnd();
    if (hasOlder && !isLoading && this.#frame.scrollTop < LOAD_WITHIN_PX) {
      this.#hooks.older();
    }
  }

  /** A message of somebody else came while the reader is further up. */
  noteUnseen(id) {
    if (!this.#isAtEnd) {
      this.#unseenIds.add(id);
    }
  }

  scrollToEnd() {
    this.#isAtEnd = true;
    this.#frame.scrollTop = this.#frame.scrollHeight;
  }

  #itemsOf(entries, firstUnread) {
    const items = [];
    let before = null;
    for (const entry of entries) {
      const { message } = entry;
      const day = startOfDay(message.created_at);
      if (!before || startOfDay(before.created_at) !== day) {
        const name = dayName(message.created_at);
        items.push({ key: `day-${message.id}`, look: name, day: name });
        before = null;
      }
      if (entry.id === firstUnread) {
        items.push({ key: "unread", look: "", isUnreadLine: true });
        before = null;
      }
      items.push(this.#describe(entry, before));
      before = message;
    }
    return items;
  }

  #describe(entry, before) {
    const { message, version, state, reason } = entry;
    const isMine = message.sender?.id === this.#me.id;
    const startsGroup =
      before?.sender?.id !== message.sender?.id ||
      Date.parse(message.created_at) - Date.parse(before.created_at) > GROUP_WITHIN_MS;
    const showsName = !isMine && this.#room.room_type === "group";
    const look = JSON.stringify([version, state, reason?.code, startsGroup]);
    return { key: message.id, look, entry, isMine, startsGroup, showsName };
  }

  #build(item) {
    if (item.day) {
      return el("li", { class: "day", "data-testid": "day" }, el("span", {}, item.day));
    }
    if (item.isUnreadLine) {
      return el("li", { class: "unread-line", "data-testid": "unread-line" }, el("span", {}, t("room.unread")));
    }
    return messageView(item, this.#hooks);
  }

  #scrolled = () => {
    const { scrollHeight, scrollTop, clientHeight } = this.#frame;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
    this.#showToEnd();
    if (this.#isAtEnd) {
      this.#hooks.seen();
    }
    if (scrollTop < LOAD_WITHIN_PX) {
      this.#hooks.older();
    }
  };

  #goToEnd = () => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#frame.scrollTo({ top: this.#frame.scrollHeight, behavior: calm ? "auto" : "smooth" });
  };

  #showToEnd() {
    if (this.#isAtEnd) {
      this.#unseenIds.clear();
    }
    const count = this.#unseenIds.size;
    this.#toEnd.hidden = this.#isAtEnd;
    setText(byId("to-end-text"), count > 0 ? t("room.newest", { count }) : "");
    this.#toEnd.setAttribute("aria-label", count > 0 ? t("room.newest", { count }) : t("room.to_end"));
  }
}
