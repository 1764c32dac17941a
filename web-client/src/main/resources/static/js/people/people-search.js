// A field that finds people, and the list of those found: one press picks somebody, or unpicks.

import { el, icon, setText } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { people as directory } from "../net/api.js";
import { personRow } from "./person-row.js";

const SEARCH_AFTER_MS = 200;

/**
 * @typedef {object} Hooks
 * @property {(person: object) => void} pick
 * @property {() => boolean} isMany whether several may be picked
 * @property {(id: string) => boolean} isPicked
 * @property {(id: string) => boolean} isHidden who is not to be found
 */
export class PeopleSearch {
  #input;
  #note = el("p", { class: "people-note", "data-testid": "people-note", role: "status" });
  #list = el("ul", { class: "people-list", "data-testid": "people-list" });
  #presence;
  #hooks;
  #found = [];
  #asked = 0;
  #timer = null;

  /** @param {Hooks} hooks */
  constructor(presence, hooks) {
    this.#presence = presence;
    this.#hooks = hooks;
    this.#input = el("input", {
      "data-testid": "people-search",
      type: "search",
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
      "aria-label": t("people.search"),
      placeholder: t("people.placeholder"),
      oninput: () => this.#searchSoon(),
    });
  }

  /** The elements, to be put into a dialog in this order. */
  get elements() {
    return [el("div", { class: "field search-field" }, icon("search"), this.#input), this.#note, this.#list];
  }

  /** Shows who can be found without a name, and waits for one. */
  start() {
    this.#input.focus();
    this.#find();
  }

  focus() {
    this.#input.focus();
  }

  say(text) {
    setText(this.#note, text);
  }

  /** Shows the list anew, for instance after somebody was picked. */
  show() {
    this.#list.replaceChildren(...this.#visible().map((person) => el("li", {}, this.#person(person))));
  }

  #visible() {
    return this.#found.filter(({ id }) => !this.#hooks.isHidden(id));
  }

  #searchSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(), SEARCH_AFTER_MS);
  }

  async #find() {
    const q = this.#input.value.trim();
    const asked = ++this.#asked;
    try {
      const { results } = await directory.search(q);
      // Answers may overtake each other; only the last question's counts.
      if (asked === this.#asked) {
        this.#found = results;
        const none = q === "" ? t("people.hint") : t("people.none", { q });
        this.say(this.#visible().length === 0 ? none : "");
        this.show();
      }
    } catch {
      if (asked === this.#asked) {
        this.say(t("people.failed"));
      }
    }
  }

  #person(person) {
    const isMany = this.#hooks.isMany();
    const isPicked = isMany && this.#hooks.isPicked(person.id);
    const button = {
      type: "button",
      class: "person",
      "data-testid": "person",
      "data-username": person.username,
      "data-user-id": person.id,
      "aria-pressed": isMany ? String(isPicked) : null,
      onclick: () => this.#press(person),
    };
    const row = { isOnline: this.#presence.isOnline(person.id), note: `@${person.username}` };
    const tick = isMany ? el("span", { class: "tick" }, isPicked ? icon("check") : "") : null;
    return el("button", button, personRow(person, row, tick));
  }

  #press(person) {
    this.#hooks.pick(person);
    if (this.#hooks.isMany()) {
      this.show();
      this.#list.querySelector(`[data-user-id="${CSS.escape(person.id)}"]`)?.focus();
    }
  }
}
