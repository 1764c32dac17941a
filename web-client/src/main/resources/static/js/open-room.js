// Which room is open, as the page's address says: opening it, its view, and closing it again.

import { byId, setText } from "./base/dom.js";
import { t } from "./base/i18n.js";
import { problemText } from "./base/problems.js";
import { RoomView } from "./messages/room-view.js";
import { rooms as api } from "./net/api.js";
import { hideJoinScreen, showJoinScreen } from "./rooms/join-screen.js";
import { takesPart } from "./rooms/roles.js";
import { whereTo } from "./where.js";

export class OpenRoom {
  #desk;
  #rooms;
  #conversations;
  #opened;
  #view = null;
  #wanted = null;

  /**
   * @param {object} desk what the view of a room needs: see room-view.js
   * @param {() => void} opened
   */
  constructor(desk, { rooms, conversations, opened }) {
    this.#desk = desk;
    this.#rooms = rooms;
    this.#conversations = conversations;
    this.#opened = opened;
  }

  start() {
    addEventListener("hashchange", this.#route);
    this.#route();
  }

  stop() {
    removeEventListener("hashchange", this.#route);
    this.#close();
  }

  /** The room on the screen, or null. */
  get room() {
    return this.#view?.room ?? null;
  }

  get id() {
    return this.room?.id ?? null;
  }

  /** The view of a room, if it is the open one. */
  viewOf(id) {
    return this.id === id ? this.#view : null;
  }

  get view() {
    return this.#view;
  }

  #route = () => {
    const { room, message } = whereTo();
    this.#wanted = room;
    byId("chat").dataset.view = room === null ? "list" : "room";
    const before = this.id;
    if (before === null || before !== room) {
      this.#close();
      if (before && room === null) {
        byId("room-list").querySelector(`[data-room-id="${CSS.escape(before)}"] a`)?.focus();
      }
      setText(byId("no-room-text"), t("room.none.text"));
      if (room !== null) {
        this.#find(room, message);
      }
    } else if (message !== null) {
      this.#view.pointTo(message);
    }
  };

  async #find(id, message) {
    try {
      await this.#enter(this.#rooms.get(id) ?? (await api.get(id)), message);
    } catch (problem) {
      if (this.#wanted === id) {
        const isUnknown = problem.status === 403 || problem.status === 404;
        setText(byId("no-room-text"), isUnknown ? t("room.unknown") : problemText(problem));
      }
    }
  }

  async #enter(room, message) {
    const isInside = this.#rooms.get(room.id) !== null || (await takesPart(room, this.#desk.me));
    // Another room may have been chosen while this one was asked about.
    if (this.#wanted !== room.id || this.#view !== null) {
      return;
    }
    if (isInside) {
      this.#show(room, message);
    } else {
      showJoinScreen(room, (joined) => {
        hideJoinScreen();
        this.#rooms.put(joined);
        this.#show(joined, message);
      });
    }
  }

  #show(room, message) {
    this.#view = new RoomView(room, this.#conversations.open(room), this.#desk);
    this.#opened();
    this.#view.open();
    this.#rooms.setOpen(room.id);
    if (message !== null) {
      this.#view.pointTo(message);
    }
  }

  #close() {
    hideJoinScreen();
    if (this.#view) {
      this.#view.close();
      this.#view = null;
      this.#rooms.setOpen(null);
    }
  }
}
