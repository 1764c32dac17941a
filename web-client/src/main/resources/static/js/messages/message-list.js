// The open room's messages on the screen: days, groups, the line above what is new.

import { byId, el, KeyedList, setText } from "../base/dom.js";
import { dayName, startOfDay } from "../base/format.js";
import { t } from "../base/i18n.js";
import { messageView } from "./message-view.js";
import { Scroller } from "./scroller.js";

const GROUP_WITHIN_MS = 5 * 60_000;
const FLASH_MS = 1_800;

export class MessageList {
  #frame = byId("messages");
  #toEnd = byId("to-end");
  #list;
  #scroller;
  #context;
  #hooks;
  #unseenIds = new Set();
  #stretch = { hasOlder: false, hasNewer: false };

  /**
   * @param {{me: object, isGroup: boolean, marks: (entry: object) => object}} context `marks` tells
   *     what else is known of a message: see message-view.js
   * @param {{older: Function, newer: Function, moved: Function, newest: Function}} hooks
   */
  constructor(context, hooks) {
    this.#context = context;
    this.#hooks = hooks;
    const list = byId("message-list");
    list.replaceChildren();
    this.#list = new KeyedList(list, (item) => this.#build(item));
    this.#scroller = new Scroller(this.#frame, list, () => this.#moved());
    this.#toEnd.addEventListener("click", this.#goToEnd);
  }

  close() {
    this.#scroller.close();
    this.#toEnd.removeEventListener("click", this.#goToEnd);
    byId("message-list").replaceChildren();
    this.#toEnd.hidden = true;
  }

  /** True while the newest message of all is in sight. */
  get isAtEnd() {
    return this.#scroller.isAtEnd;
  }

  /**
   * @param {object[]} entries of entries.js
   * @param {{stretch: object, firstUnread: string|null, isLoading: boolean}} view
   */
  show(entries, { stretch, firstUnread, isLoading }) {
    this.#stretch = stretch;
    this.#frame.setAttribute("aria-busy", String(isLoading));
    this.#scroller.keep(!stretch.hasNewer, () => this.#list.show(this.#itemsOf(entries, firstUnread)));
    this.#showToEnd();
    if (!isLoading) {
      this.#askForMore();
    }
  }

  /** A message of somebody else came while the reader is further up. */
  noteUnseen(id) {
    if (!this.isAtEnd) {
      this.#unseenIds.add(id);
    }
  }

  /** To the oldest message here, which loads what lies before it. */
  scrollToTop() {
    this.#scroller.toTop();
  }

  scrollToEnd() {
    this.#scroller.toEnd();
  }

  /** Id of the first message in sight, or null. */
  get firstInSight() {
    return this.#scroller.firstInSight;
  }

  /** To the line of new messages, and what comes after it. */
  scrollToUnread() {
    const line = byId("message-list").querySelector(".unread-line");
    if (line) {
      this.#scroller.reveal(line, 0.15);
    }
  }

  /** Brings a message into sight and lights it up for a moment. */
  point(id) {
    const element = this.element(id);
    if (element) {
      this.#scroller.reveal(element);
      element.classList.add("pointed");
      element.focus({ preventScroll: true });
      setTimeout(() => element.classList.remove("pointed"), FLASH_MS);
    }
  }

  element(id) {
    return byId("message-list").querySelector(`[data-message-id="${CSS.escape(id)}"]`);
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
    const { me, isGroup, marks } = this.#context;
    const isMine = message.sender?.id === me.id;
    const startsGroup =
      before?.sender?.id !== message.sender?.id ||
      Date.parse(message.created_at) - Date.parse(before.created_at) > GROUP_WITHIN_MS;
    const item = { entry, isMine, startsGroup, showsName: !isMine && isGroup, ...marks(entry) };
    const { entry: _, ...rest } = item;
    return { ...item, key: message.id, look: JSON.stringify([version, state, reason?.code, rest]) };
  }

  #build(item) {
    if (item.day) {
      return el("li", { class: "day", "data-testid": "day" }, el("span", {}, item.day));
    }
    if (item.isUnreadLine) {
      return el("li", { class: "unread-line", "data-testid": "unread-line" }, el("span", {}, t("room.unread")));
    }
    const element = messageView(item);
    this.#hooks.built?.(element, item);
    return element;
  }

  #moved() {
    this.#showToEnd();
    this.#askForMore();
    this.#hooks.moved();
  }

  #askForMore() {
    if (this.#stretch.hasOlder && this.#scroller.isNearTop) {
      this.#hooks.older();
    } else if (this.#stretch.hasNewer && this.#scroller.isNearEnd) {
      this.#hooks.newer();
    }
  }

  #goToEnd = () => {
    if (this.#stretch.hasNewer) {
      this.#hooks.newest();
    } else {
      this.#scroller.toEnd({ smoothly: true });
    }
  };

  #showToEnd() {
    if (this.isAtEnd) {
      this.#unseenIds.clear();
    }
    const count = this.#unseenIds.size;
    this.#toEnd.hidden = this.isAtEnd;
    setText(byId("to-end-text"), count > 0 ? t("room.newest", { count }) : "");
    this.#toEnd.setAttribute("aria-label", count > 0 ? t("room.newest", { count }) : t("room.to_end"));
  }
}
