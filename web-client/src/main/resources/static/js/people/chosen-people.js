// The people who were picked, as chips that take them out again.

import { el, icon } from "../base/dom.js";
import { nameOf } from "../base/format.js";
import { t } from "../base/i18n.js";

export class ChosenPeople {
  #people = new Map();
  #changed;

  element = el("ul", { class: "chosen", "data-testid": "chosen", "aria-label": t("people.chosen") });

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  get ids() {
    return [...this.#people.keys()];
  }

  has(id) {
    return this.#people.has(id);
  }

  toggle(person) {
    if (!this.#people.delete(person.id)) {
      this.#people.set(person.id, person);
    }
    this.element.replaceChildren(...[...this.#people.values()].map((each) => this.#chip(each)));
    this.#changed();
  }

  #chip(person) {
    const name = nameOf(person);
    const label = t("people.remove", { name });
    const remove = { type: "button", class: "chip", "aria-label": label, onclick: () => this.toggle(person) };
    return el("li", {}, el("button", remove, el("span", {}, name), icon("close")));
  }
}
