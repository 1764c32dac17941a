// Everything behind the login: which room is open, and how list, room and people hear of each other.

import { rooms as api } from "./net/api.js";
import { avatar } from "./base/avatar.js";
import { forgetDrafts } from "./messages/composer.js";
import { sendByRest } from "./messages/delivery.js";
import { DetailsDialog } from "./rooms/details-dialog.js";
import { byId, oncePerFrame, setText } from "./base/dom.js";
import { nameOf } from "./base/format.js";
import { t } from "./base/i18n.js";
import { Outbox } from "./messages/outbox.js";
import { PeopleDialog } from "./people/people-dialog.js";
import { Presence } from "./people/presence.js";
import { problemText, toast } from "./base/problems.js";
import { RoomList } from "./rooms/room-list.js";
import { RoomView } from "./messages/room-view.js";
import { Rooms } from "./rooms/rooms.js";

/** Logs of rooms that were open before, so that coming back to one shows it at once. */
const MOST_LOGS = 20;
const LOG_TOO_OLD = 200;

export class Chat {
  #me;
  #outbox;
  #rooms;
  #presence;
  #list;
  #people;
  #details;
  #view = null;
  #logs = new Map();
  #wanted = null;

  constructor(me) {
    this.#me = me;
    this.#outbox = new Outbox(me, sessionStorage);
    const showList = oncePerFrame(() => this.#showList());
    this.#rooms = new Rooms(showList);
    this.#presence = new Presence(() => {
      showList();
      this.#view?.showHead();
    });
    this.#list = new RoomList(me, this.#presence);
    this.#people = new PeopleDialog(me, this.#presence, (room) => this.#found(room));
    this.#details = new DetailsDialog(me, this.#presence, (room) => this.#left(room));
  }

  start() {
    byId("chat").hidden = false;
    this.#showMe();
    byId("new-chat").onclick = () => this.#people.open();
    byId("first-chat").onclick = () => this.#people.open();
    byId("room-details").onclick = () => this.#showDetails();
    byId("back").onclick = () => this.#goTo(null);
    byId("skip").onclick = (event) => {
      event.preventDefault();
      byId("message-input").focus();
    };
    addEventListener("hashchange", this.#route);
    this.#rooms.start().then(() => this.#sendLeftovers());
    this.#presence.start();
    this.#route();
  }

  stop() {
    removeEventListener("hashchange", this.#route);
    this.#rooms.stop();
    this.#presence.stop();
    this.#closeRoom();
    byId("people").close();
    byId("details").close();
    byId("room-list").replaceChildren();
    byId("chat").hidden = true;
    document.title = t("app.name");
    forgetDrafts();
  }

  #showMe() {
    const name = nameOf(this.#me);
    const picture = avatar(name, this.#me.id, { size: "small" });
    picture.id = "me-avatar";
    picture.setAttribute("aria-hidden", "true");
    byId("me-avatar").replaceWith(picture);
    setText(byId("me-name"), name);
  }

  #showList() {
    this.#list.show(this.#rooms, this.#view?.room.id);
    const { unread } = this.#rooms;
    document.title = unread > 0 ? `(${unread}) ${t("app.name")}` : t("app.name");
    const room = this.#view && this.#rooms.get(this.#view.room.id);
    if (room && room !== this.#view.room) {
      this.#view.update(room);
    }
  }

  // The address names the room, so that reload, back and forward do what one expects of them.
  #route = () => {
    const id = /^#\/room\/([\w-]+)$/.exec(location.hash)?.[1] ?? null;
    this.#wanted = id;
    byId("chat").dataset.view = id === null ? "list" : "room";
    const before = this.#view?.room.id;
    if (before !== id) {
      this.#closeRoom();
      if (before && id === null) {
        byId("room-list").querySelector(`[data-room-id="${CSS.escape(before)}"] a`)?.focus();
      }
      setText(byId("no-room-text"), t("room.none.text"));
      if (id !== null) {
        this.#openRoom(id);
      }
    }
  };

  #goTo(id) {
    location.hash = id === null ? "" : `#/room/${id}`;
  }

  async #openRoom(id) {
    try {
      const room = this.#rooms.get(id) ?? (await api.get(id));
      // Another room may have been chosen while this one was asked for.
      if (this.#wanted === id && this.#view === null) {
        this.#show(room);
      }
    } catch (problem) {
      if (this.#wanted === id) {
        const isUnknown = problem.status === 403 || problem.status === 404;
        setText(byId("no-room-text"), isUnknown ? t("room.unknown") : problemText(problem));
      }
    }
  }

  #show(room) {
    const hooks = {
      arrived: (message, type, isMine) => this.#arrived(message, type, isMine),
      news: (type, data) => this.#news(type, data),
      read: () => this.#rooms.setOpen(room.id),
      stopped: (_, why) => toast(t(why === "policy" ? "room.policy" : "room.removed")),
    };
    this.#view = new RoomView(room, this.#me, this.#outbox, this.#presence, hooks, this.#knownLog(room));
    this.#view.open();
    this.#presence.refresh();
    this.#rooms.setOpen(room.id);
  }

  #closeRoom() {
    if (this.#view) {
      const { id } = this.#view.room;
      this.#logs.delete(id);
      this.#logs.set(id, this.#view.close());
      if (this.#logs.size > MOST_LOGS) {
        this.#logs.delete(this.#logs.keys().next().value);
      }
      this.#view = null;
      this.#rooms.setOpen(null);
    }
  }

  #knownLog(room) {
    const log = this.#logs.get(room.id);
    return log && log.size > 0 && (room.last_seq ?? 0) - log.lastSeq <= LOG_TOO_OLD ? log : undefined;
  }

  #found(room) {
    this.#rooms.put(room);
    this.#goTo(room.id);
  }

  #left(room) {
    this.#rooms.remove(room.id);
    this.#logs.delete(room.id);
    this.#goTo(null);
  }

  #arrived(message, type, isMine) {
    if (type === "message") {
      this.#rooms.noteMessage(message, isMine);
    } else {
      this.#rooms.noteChange(message);
    }
  }

  #news(type, data) {
    if (type === "user_status") {
      this.#presence.heard(data);
    } else if (type?.startsWith("room_") || type?.startsWith("participant_")) {
      this.#rooms.refresh();
    }
  }

  #showDetails() {
    if (this.#view) {
      this.#details.open(this.#view.room);
    }
  }

  // Messages that a reload or a change of rooms left behind; those of the open room its socket takes.
  #sendLeftovers() {
    for (const room of this.#outbox.rooms) {
      if (room !== this.#wanted) {
        sendByRest(room, this.#outbox);
      }
    }
  }
}
