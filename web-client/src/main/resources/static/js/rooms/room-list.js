// Shows the rooms: who or what, the last words, when, and how many are unread.

import { avatar } from "../base/avatar.js";
import { byId, el, KeyedList, setText } from "../base/dom.js";
import { briefTime, exactTime, nameOf, otherOf, titleOf } from "../base/format.js";
import { t } from "../base/i18n.js";
import { problemText } from "../base/problems.js";

export class RoomList {
  #me;
  #presence;
  #list;

  constructor(me, presence) {
    this.#me = me;
    this.#presence = presence;
    this.#list = new KeyedList(byId("room-list"), (item) => this.#item(item));
  }

  show(rooms, openId) {
    const all = rooms.all();
    this.#list.show(all.map((room) => this.#describe(room, rooms, openId)));
    byId("room-list").setAttribute("aria-busy", String(!rooms.isLoaded && !rooms.problem));
    byId("rooms-empty").hidden = !rooms.isLoaded || all.length > 0;
    const line = byId("rooms-problem");
    const isFailing = rooms.problem !== null && rooms.problem.status !== 401;
    line.hidden = !isFailing;
    setText(line, isFailing ? `${t("rooms.failed")} ${problemText(rooms.problem)}` : "");
  }

  #describe(room, rooms, openId) {
    const other = otherOf(room, this.#me);
    const item = {
      key: room.id,
      title: titleOf(room, this.#me),
      preview: previewOf(room, this.#me),
      at: room.last_message?.created_at ?? room.created_at,
      unread: rooms.unreadOf(room),
      isOpen: room.id === openId,
      isOnline: other !== null && this.#presence.isOnline(other.id),
      hueId: other?.id ?? room.id,
      isGroup: room.room_type === "group",
    };
    // The brief time is part of the look: "10:15" becomes "yesterday" with no news at all.
    item.look = JSON.stringify([item, item.at && briefTime(item.at)]);
    return item;
  }

  #item(item) {
    const badge = item.unread > 0 ? badgeOf(item.unread) : null;
    const link = el(
      "a",
      { class: "room-item", href: `#/room/${item.key}`, "aria-current": item.isOpen ? "page" : null },
      avatar(item.title, item.hueId, { isOnline: item.isOnline, isGroup: item.isGroup }),
      el("span", { class: "room-title", "data-testid": "room-item-title" }, item.title),
      item.at ? el("time", { datetime: item.at, title: exactTime(item.at) }, briefTime(item.at)) : null,
      el("span", { class: "preview", "data-testid": "room-item-preview" }, item.preview),
      badge,
    );
    const state = { "data-room-id": item.key, "data-unread": item.unread, "data-online": item.isOnline };
    return el("li", { "data-testid": "room-item", ...state }, link);
  }
}

function badgeOf(count) {
  const label = t("rooms.unread", { count });
  return el(
    "span",
    { class: "badge", "data-testid": "unread" },
    el("span", { "aria-hidden": "true" }, count > 99 ? "99+" : String(count)),
    el("span", { class: "unseen" }, label),
  );
}

function previewOf(room, me) {
  const message = room.last_message;
  if (!message) {
    return t("rooms.none_yet");
  }
  const text = textOf(message);
  if (message.sender?.id === me.id) {
    return t("rooms.you", { text });
  }
  return room.room_type === "group" ? t("rooms.by", { name: nameOf(message.sender), text }) : text;
}

function textOf(message) {
  if (message.is_deleted) {
    return t("message.deleted");
  }
  if (message.content) {
    return message.content;
  }
  return message.message_type === "image" ? t("message.image") : message.attachment?.name ?? t("message.file");
}
