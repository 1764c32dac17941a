// Who takes part, page by page, and what the owner and the admins may make of them.

import { askToConfirm } from "../base/confirm.js";
import { el, icon, setText } from "../base/dom.js";
import { lastSeenText, nameOf } from "../base/format.js";
import { hasText, t } from "../base/i18n.js";
import { openMenu } from "../base/menu.js";
import { problemText } from "../base/problems.js";
import { rooms } from "../net/api.js";
import { personRow } from "../people/person-row.js";
import { powersOver } from "./roles.js";

const ICONS = { admin: "shield", member: "people", owner: "crown", remove: "trash" };

export class ParticipantList {
  #room;
  #me;
  #presence;
  #changed;
  #list = el("ul", { class: "people-list", "data-testid": "details-list" });
  #more = el("button", { type: "button", class: "button quiet", "data-testid": "more-people", hidden: true, onclick: () => this.load() }, t("room.more_people"));
  #problem = el("p", { class: "field-error", role: "alert" });
  #people = new Map();
  #page = 0;
  #isLoading = false;

  /** @param {(room: object) => void} changed takes the room after somebody's role or place changed */
  constructor(room, me, presence, changed) {
    this.#room = room;
    this.#me = me;
    this.#presence = presence;
    this.#changed = changed;
    this.element = el("div", { class: "participants" }, this.#problem, this.#list, this.#more);
  }

  /** Loads the next page. */
  async load() {
    if (this.#isLoading) {
      return;
    }
    this.#isLoading = true;
    try {
      const { results, next } = await rooms.participants(this.#room.id, this.#page + 1);
      this.#page += 1;
      results.forEach((person) => this.#people.set(person.id, person));
      setText(this.#problem, "");
      this.#more.hidden = !next;
      this.#show();
    } catch (problem) {
      setText(this.#problem, problemText(problem));
      this.#more.hidden = false;
    } finally {
      this.#isLoading = false;
    }
  }

  /** Somebody came, left or has another role: begins with the first page again. */
  update(room) {
    this.#room = room;
    this.#page = 0;
    this.#people.clear();
    return this.load();
  }

  #show() {
    this.#list.replaceChildren(...[...this.#people.values()].map((person) => this.#person(person)));
  }

  #person(person) {
    const isMe = person.id === this.#me.id;
    const isOnline = isMe || this.#presence.isOnline(person.id);
    const role = hasText(`room.${person.role}`) ? el("span", { class: "role" }, t(`room.${person.role}`)) : null;
    const row = {
      isOnline,
      name: isMe ? `${nameOf(person)} (${t("message.you")})` : nameOf(person),
      note: isOnline ? t("presence.online") : lastSeenText(this.#presence.of(person.id)),
    };
    return el(
      "li",
      { class: "person", "data-testid": "participant", "data-username": person.username, "data-role": person.role },
      personRow(person, row, el("span", { class: "person-marks" }, role, this.#menuButton(person))),
    );
  }

  #menuButton(person) {
    const powers = powersOver(person, this.#room, this.#me);
    if (powers.length === 0) {
      return null;
    }
    const label = t("room.person_menu", { name: nameOf(person) });
    const open = (event) => {
      const items = powers.map((power) => ({
        id: power,
        icon: ICONS[power],
        text: t(`power.${power}`),
        isDangerous: power === "remove",
        act: () => this.#use(power, person),
      }));
      openMenu(event.currentTarget, items, { label });
    };
    return el("button", { type: "button", class: "icon-button", "data-testid": "person-menu", "aria-label": label, onclick: open }, icon("more"));
  }

  #use(power, person) {
    const name = nameOf(person);
    if (power === "remove") {
      this.#confirm(power, name, () => rooms.remove(this.#room.id, person.id));
    } else if (power === "owner") {
      this.#confirm(power, name, () => rooms.setRole(this.#room.id, person.id, power));
    } else {
      this.#done(rooms.setRole(this.#room.id, person.id, power)).catch((problem) => setText(this.#problem, problemText(problem)));
    }
  }

  #confirm(power, name, ask) {
    const words = { title: t(`power.${power}_sure`, { name }), text: t(`power.${power}_text`, { name }), yes: t(`power.${power}`) };
    askToConfirm(words, () => this.#done(ask()));
  }

  async #done(asked) {
    await asked;
    const room = await rooms.get(this.#room.id);
    this.#changed(room);
    await this.update(room);
  }
}
