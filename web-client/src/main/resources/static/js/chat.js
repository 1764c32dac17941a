// Everything behind the login: which room is open, and how list, room and people hear of each other.

import { byId, oncePerFrame, setText } from "./base/dom.js";
import { t } from "./base/i18n.js";
import { problemText, toast } from "./base/problems.js";
import { avatar } from "./base/avatar.js";
import { nameOf } from "./base/format.js";
import { Frames } from "./frames.js";
import { forgetTrays } from "./files/tray.js";
import { forgetDrafts } from "./messages/composer.js";
import { Conversations } from "./messages/conversations.js";
import { OwnReactions } from "./messages/own-reactions.js";
import { RoomView } from "./messages/room-view.js";
import { Sending } from "./messages/sending.js";
import { messages, rooms as api } from "./net/api.js";
import { Line } from "./net/line.js";
import { PeopleDialog } from "./people/people-dialog.js";
import { Presence } from "./people/presence.js";
import { DetailsDialog } from "./rooms/details-dialog.js";
import { RoomList } from "./rooms/room-list.js";
import { Rooms } from "./rooms/rooms.js";
import { goTo, whereTo } from "./where.js";

export class Chat {
  #me;
  #rooms;
  #presence;
  #line;
  #sending;
  #conversations;
  #list;
  #people;
  #details;
  #own;
  #view = null;
  #wanted = null;

  constructor(me) {
    this.#me = me;
    const showList = oncePerFrame(() => this.#showList());
    this.#rooms = new Rooms(showList);
    this.#presence = new Presence(() => {
      showList();
      this.#view?.update(this.#view.room);
    });
    this.#sending = new Sending(me, (frame) => this.#line.send(frame), (room) => this.#changed(room));
    this.#conversations = new Conversations(me, this.#sending, {
      changed: (room) => this.#changed(room),
      arrived: (message, type) => this.#viewOf(message.room)?.arrived(message, type),
    });
    this.#line = this.#makeLine();
    this.#own = new OwnReactions(messages.myReactions, () => this.#view?.changed());
    this.#list = new RoomList(me, this.#presence);
    this.#people = new PeopleDialog(me, this.#presence, (room) => this.#found(room));
    this.#details = new DetailsDialog(me, this.#presence, (room) => this.#left(room));
  }

  start() {
    byId("chat").hidden = false;
    this.#showMe();
    byId("new-chat").onclick = () => this.#people.open();
    byId("first-chat").onclick = () => this.#people.open();
    byId("room-details").onclick = () => this.#view && this.#details.open(this.#view.room);
    byId("back").onclick = () => goTo(null);
    byId("skip").onclick = (event) => {
      event.preventDefault();
      byId("message-input").focus();
    };
    addEventListener("hashchange", this.#route);
    this.#rooms.start();
    this.#presence.start();
    this.#route();
  }

  stop() {
    removeEventListener("hashchange", this.#route);
    this.#rooms.stop();
    this.#presence.stop();
    this.#closeRoom();
    this.#line.close();
    this.#conversations.close();
    this.#sending.close();
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
    byId("room-list").replaceChildren();
    byId("chat").hidden = true;
    document.title = t("app.name");
    forgetDrafts();
    forgetTrays();
  }

  #makeLine() {
    const { delivery } = this.#sending;
    const frames = new Frames(this.#me, {
      sending: this.#sending,
      conversations: this.#conversations,
      rooms: this.#rooms,
      presence: this.#presence,
    });
    return new Line({
      frame: (type, data) => frames.take(type, data),
      connected: (heads) => {
        this.#conversations.connected(heads, this.#view?.room.id ?? null);
        delivery.flush();
      },
      lost: () => {
        this.#conversations.lost();
        delivery.lost();
      },
      state: (state, why) => this.#showConnection(state, why),
      after: () => this.#conversations.get(this.#wanted)?.log.lastSeq ?? 0,
      mayReconnect: () => this.#mayReconnect(),
    });
  }

  // The token is renewed on the way if it was that; only "not yours" and "no such room" are final.
  async #mayReconnect() {
    try {
      await this.#conversations.get(this.#wanted)?.catchUp();
      return true;
    } catch (problem) {
      return problem.status !== 403 && problem.status !== 404;
    }
  }

  #viewOf(room) {
    return this.#view?.room.id === room ? this.#view : null;
  }

  #changed(room) {
    this.#viewOf(room)?.changed();
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

  #showConnection(state, why) {
    const line = byId("connection-status");
    line.dataset.state = state;
    setText(line, `● ${t(`connection.${state}`)}`);
    if (state === "stopped") {
      toast(t(why === "policy" ? "room.policy" : "room.removed"));
      this.#view?.stop();
    }
  }

  #route = () => {
    const { room, message } = whereTo();
    this.#wanted = room;
    byId("chat").dataset.view = room === null ? "list" : "room";
    const before = this.#view?.room.id ?? null;
    if (before !== room) {
      this.#closeRoom();
      if (before && room === null) {
        byId("room-list").querySelector(`[data-room-id="${CSS.escape(before)}"] a`)?.focus();
      }
      setText(byId("no-room-text"), t("room.none.text"));
      if (room !== null) {
        this.#openRoom(room, message);
      }
    } else if (message !== null) {
      this.#view.pointTo(message);
    }
  };

  async #openRoom(id, message) {
    try {
      const room = this.#rooms.get(id) ?? (await api.get(id));
      // Another room may have been chosen while this one was asked for.
      if (this.#wanted === id && this.#view === null) {
        this.#show(room);
        if (message !== null) {
          this.#view.pointTo(message);
        }
      }
    } catch (problem) {
      if (this.#wanted === id) {
        const isUnknown = problem.status === 403 || problem.status === 404;
        setText(byId("no-room-text"), isUnknown ? t("room.unknown") : problemText(problem));
      }
    }
  }

  #show(room) {
    const conversation = this.#conversations.open(room);
    this.#view = new RoomView(room, conversation, {
      me: this.#me,
      presence: this.#presence,
      sending: this.#sending,
      own: this.#own,
      showReaders: () => {},
      showPicture: () => {},
    });
    this.#line.follow(room.id);
    this.#view.open();
    this.#presence.refresh();
    this.#rooms.setOpen(room.id);
  }

  #closeRoom() {
    if (this.#view) {
      this.#view.close();
      this.#view = null;
      this.#rooms.setOpen(null);
    }
  }

  #found(room) {
    this.#rooms.put(room);
    goTo(room.id);
  }

  #left(room) {
    this.#rooms.remove(room.id);
    this.#conversations.forget(room.id);
    goTo(null);
  }
}
