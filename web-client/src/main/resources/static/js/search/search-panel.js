// The search above the list of rooms: in its place are the rooms and messages that were found.

import { byId, el, setText } from "../base/dom.js";
import { briefTime, exactTime, nameOf, titleOf } from "../base/format.js";
import { t } from "../base/i18n.js";
import { problemText } from "../base/problems.js";
import { messages } from "../net/api.js";
import { addressOf, goTo } from "../where.js";
import { excerptOf, hitsIn, termsOf } from "./highlight.js";
import { Search } from "./search.js";

const MOST_ROOMS = 5;

export class SearchPanel {
  #me;
  #rooms;
  #openRoom;
  #input = byId("search");
  #scope = byId("search-scope");
  #list = byId("search-results");
  #more = byId("search-more");
  #search = new Search(messages.search, () => this.#show());

  /** @param {() => object|null} openRoom the room on the screen, which may be searched alone */
  constructor(me, rooms, openRoom) {
    this.#me = me;
    this.#rooms = rooms;
    this.#openRoom = openRoom;
    this.#input.oninput = () => this.#look();
    this.#input.onkeydown = (event) => this.#key(event);
    this.#list.onkeydown = (event) => this.#move(event);
    this.#list.onclick = (event) => this.#pressed(event);
    this.#scope.onchange = () => this.#look();
    this.#more.onclick = () => this.#search.more();
    byId("search-close").onclick = () => this.close();
    this.close();
  }

  /** Opens it for the room on the screen. */
  openHere() {
    this.#scope.querySelector('[value="here"]').checked = true;
    byId("chat").dataset.view = "list";
    this.#input.focus();
    this.#input.select();
    this.#showScope();
  }

  /** Gives the place back to the list of rooms. */
  close() {
    this.#input.value = "";
    this.#scope.querySelector('[value="everywhere"]').checked = true;
    this.#search.look("", null);
    if (this.#openRoom()) {
      byId("chat").dataset.view = "room";
    }
  }

  get #isHere() {
    return this.#openRoom() !== null && this.#scope.querySelector(":checked").value === "here";
  }

  #look() {
    this.#search.look(this.#input.value, this.#isHere ? this.#openRoom().id : null);
  }

  #showScope() {
    this.#scope.hidden = this.#openRoom() === null || !(this.#search.isActive || this.#isHere);
    byId("search-close").hidden = this.#scope.hidden && !this.#search.isActive;
  }

  #show() {
    const { isActive, state, results, hasMore } = this.#search;
    this.#showScope();
    byId("search-panel").hidden = !isActive;
    byId("rooms-part").hidden = isActive;
    this.#list.setAttribute("aria-busy", String(state === "waiting"));
    const terms = termsOf(this.#search.query);
    const rooms = this.#search.room === null ? this.#matchingRooms(terms) : [];
    this.#list.replaceChildren(
      ...section(t("search.rooms"), rooms.map((room) => this.#room(room, terms))),
      ...section(rooms.length > 0 ? t("search.messages") : "", results.map((message) => this.#message(message, terms))),
    );
    this.#more.hidden = !hasMore && state !== "failed";
    setText(this.#more, t(state === "failed" ? "action.retry" : "search.more"));
    this.#more.disabled = state === "waiting";
    setText(byId("search-note"), this.#note(rooms.length));
  }

  #note(roomCount) {
    const { state, query, count, problem, room } = this.#search;
    switch (state) {
      case "idle":
        return query === "" ? "" : t("search.longer");
      case "waiting":
        return t("search.waiting");
      case "failed":
        return problem.errors?.q ? t("search.bad") : problemText(problem);
      default:
        return count > 0 ? t("search.found", { count }) : noneText(query, room, roomCount);
    }
  }

  #matchingRooms(terms) {
    if (terms.length === 0) {
      return [];
    }
    const fits = (room) => {
      const words = hitsIn(titleOf(room, this.#me), terms).filter(({ isHit }) => isHit);
      return words.length >= terms.length;
    };
    return this.#rooms.all().filter(fits).slice(0, MOST_ROOMS);
  }

  #room(room, terms) {
    const title = marked(hitsIn(titleOf(room, this.#me), terms));
    return el("li", {}, el("a", { class: "result", href: addressOf(room.id), "data-testid": "found-room" }, el("strong", {}, title)));
  }

  #message(message, terms) {
    const room = this.#rooms.get(message.room);
    const isMine = message.sender.id === this.#me.id;
    const who = isMine ? t("message.you") : nameOf(message.sender);
    const place = room && this.#search.room === null ? titleOf(room, this.#me) : who;
    const isNamed = place !== who;
    const text = message.content || message.attachment?.name || "";
    return el(
      "li",
      {},
      el(
        "a",
        { class: "result", href: addressOf(message.room, message.id), "data-testid": "found-message", "data-found": message.id },
        el("strong", {}, place),
        el("time", { datetime: message.created_at, title: exactTime(message.created_at) }, briefTime(message.created_at)),
        el("span", { class: "excerpt", dir: "auto" }, isNamed ? el("span", { class: "by" }, `${who}: `) : "", marked(excerptOf(text, terms))),
      ),
    );
  }

  // The same result may be pressed again: the address then does not change, but the way is the same.
  #pressed(event) {
    const link = event.target.closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const [, room, message = null] = /#\/room\/([^/]+)(?:\/(.+))?$/.exec(link.href);
      if (message === null) {
        this.close();
      }
      goTo(room, message);
    }
  }

  #key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      this.#list.querySelector("a")?.focus();
    }
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      this.#input.focus();
    } else if (step !== undefined) {
      event.preventDefault();
      const links = [...this.#list.querySelectorAll("a")];
      const next = links[links.indexOf(document.activeElement) + step];
      (next ?? (step < 0 ? this.#input : null))?.focus();
    }
  }
}

function noneText(q, room, roomCount) {
  if (roomCount > 0) {
    return "";
  }
  return t(room === null ? "search.none" : "search.none_here", { q });
}

function section(title, items) {
  const head = title && items.length > 0 ? [el("li", { class: "list-heading" }, title)] : [];
  return [...head, ...items];
}

function marked(parts) {
  return parts.map(({ text, isHit }) => (isHit ? el("mark", {}, text) : text));
}
