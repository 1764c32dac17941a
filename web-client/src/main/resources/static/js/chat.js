// Everything behind the login: joins the line, the rooms, the open room and the people.

import { avatar } from "./base/avatar.js";
import { byId, oncePerFrame, setText } from "./base/dom.js";
import { nameOf } from "./base/format.js";
import { t } from "./base/i18n.js";
import { toast } from "./base/problems.js";
import { forgetTrays } from "./files/tray.js";
import { showConnection } from "./connection.js";
import { Frames } from "./frames.js";
import { forgetDrafts } from "./messages/composer.js";
import { Conversations } from "./messages/conversations.js";
import { OwnReactions } from "./messages/own-reactions.js";
import { Sending } from "./messages/sending.js";
import { messages } from "./net/api.js";
import { Line } from "./net/line.js";
import { OpenRoom } from "./open-room.js";
import { PeopleDialog } from "./people/people-dialog.js";
import { Presence } from "./people/presence.js";
import { DetailsDialog } from "./rooms/details-dialog.js";
import { Reading } from "./reading/reading.js";
import { RoomList } from "./rooms/room-list.js";
import { Rooms } from "./rooms/rooms.js";
import { SearchPanel } from "./search/search-panel.js";
import { goTo } from "./where.js";

export class Chat {
  #me;
  #rooms;
  #presence;
  #line;
  #sending;
  #conversations;
  #reading;
  #open;
  #list;
  #search;
  #people;
  #details;
  /** The room that I am about to leave by myself: its end is no news to me. */
  #leaving = null;

  constructor(me) {
    this.#me = me;
    const showList = oncePerFrame(() => this.#showList());
    this.#rooms = new Rooms(showList);
    this.#presence = new Presence(() => {
      showList();
      this.#open.view?.update(this.#open.room);
    });
    const changed = (room) => this.#open.viewOf(room)?.changed();
    const send = (frame) => this.#line.send(frame);
    this.#sending = new Sending(me, send, changed);
    this.#reading = new Reading(me, this.#rooms, send, () => this.#open.view?.changed());
    this.#conversations = new Conversations(me, this.#sending, {
      changed,
      arrived: (message, type) => this.#arrived(message, type),
    });
    this.#line = this.#makeLine();
    this.#open = this.#makeOpenRoom();
    this.#list = new RoomList(me, this.#presence);
    this.#search = new SearchPanel(me, this.#rooms, () => this.#open.room);
    this.#people = new PeopleDialog(me, this.#presence, (room) => this.#found(room));
    this.#details = new DetailsDialog(me, this.#presence, {
      changed: (room) => this.#rooms.put(room),
      leaving: (room) => {
        this.#leaving = room.id;
      },
      left: (room) => this.#left(room),
    });
  }

  start() {
    byId("chat").hidden = false;
    this.#showMe();
    byId("new-chat").onclick = () => this.#people.open();
    byId("first-chat").onclick = () => this.#people.open();
    byId("room-details").onclick = () => this.#open.room && this.#details.open(this.#open.room);
    byId("search-room").onclick = () => this.#search.openHere();
    byId("back").onclick = () => goTo(null);
    byId("stage-back").onclick = () => goTo(null);
    byId("skip").onclick = (event) => {
      event.preventDefault();
      byId("message-input").focus();
    };
    this.#rooms.start();
    this.#presence.start();
    this.#open.start();
    this.#line.open();
  }

  stop() {
    this.#rooms.stop();
    this.#presence.stop();
    this.#open.stop();
    this.#line.close();
    this.#conversations.close();
    this.#sending.close();
    this.#reading.close();
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
    byId("room-list").replaceChildren();
    byId("chat").hidden = true;
    document.title = t("app.name");
    forgetDrafts();
    forgetTrays();
  }

  #makeLine() {
    const frames = new Frames(this.#me, {
      sending: this.#sending,
      conversations: this.#conversations,
      rooms: this.#rooms,
      presence: this.#presence,
      reading: this.#reading,
      removed: (room) => this.#removed(room),
    });
    return new Line({
      frame: (type, data) => frames.take(type, data),
      connected: (heads) => {
        this.#conversations.connected(heads, this.#open.id);
        this.#rooms.connected(heads);
        this.#sending.delivery.flush();
        this.#reading.marks.connected();
        this.#open.view?.connected();
      },
      lost: () => {
        this.#conversations.lost();
        this.#sending.delivery.lost();
        this.#reading.lost();
      },
      state: showConnection,
    });
  }

  #makeOpenRoom() {
    const desk = {
      me: this.#me,
      presence: this.#presence,
      sending: this.#sending,
      own: new OwnReactions(messages.myReactions, () => this.#open.view?.changed()),
      reading: this.#reading,
      unreadOf: (room) => this.#rooms.get(room)?.unread_count ?? 0,
    };
    return new OpenRoom(desk, {
      rooms: this.#rooms,
      conversations: this.#conversations,
      opened: () => this.#presence.refresh(),
    });
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
    this.#list.show(this.#rooms, this.#open.id);
    const { unread } = this.#rooms;
    document.title = unread > 0 ? `(${unread}) ${t("app.name")}` : t("app.name");
    const room = this.#rooms.get(this.#open.id);
    if (room && room !== this.#open.room) {
      this.#open.view.update(room);
      this.#details.update(room);
    }
  }

  // By a frame or by catching up; the list drops what it has heard of already.
  #arrived(message, type) {
    this.#rooms.heard(type, message, message.sender.id === this.#me.id);
    this.#open.viewOf(message.room)?.arrived(message, type);
  }

  // What was said stays on the screen, to be read and copied.
  #removed(room) {
    this.#conversations.forget(room);
    if (room !== this.#leaving && this.#open.id === room) {
      this.#open.view.stop();
      toast(t("room.removed"));
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
