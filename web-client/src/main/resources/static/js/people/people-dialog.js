// Starting a conversation: search people, then open a direct chat or make a group of them.

import { people as directory, rooms } from "../net/api.js";
import { avatar } from "../base/avatar.js";
import { byId, closeByBackdrop, el, icon, setText } from "../base/dom.js";
import { nameOf } from "../base/format.js";
import { t } from "../base/i18n.js";
import { fieldText, problemText } from "../base/problems.js";

const SEARCH_AFTER_MS = 200;

export class PeopleDialog {
  #me;
  #presence;
  #opened;
  #dialog = byId("people");
  #search = byId("people-search");
  #chosen = new Map();
  #found = [];
  #asked = 0;
  #timer = null;
  #isBusy = false;

  /** @param {(room: object) => void} opened takes the room that was found or made */
  constructor(me, presence, opened) {
    this.#me = me;
    this.#presence = presence;
    this.#opened = opened;
    byId("people-close").onclick = () => this.#dialog.close();
    byId("group-form").onsubmit = (event) => this.#create(event);
    closeByBackdrop(this.#dialog);
    byId("people-kind").onchange = () => this.#kindChanged();
    this.#search.oninput = () => this.#searchSoon();
  }

  open() {
    this.#chosen.clear();
    this.#search.value = "";
    byId("group-name").value = "";
    this.#dialog.querySelector('[value="direct"]').checked = true;
    this.#kindChanged();
    this.#dialog.showModal();
    this.#search.focus();
    this.#find();
  }

  get #isGroup() {
    return this.#dialog.querySelector('[name="people-kind"]:checked').value === "group";
  }

  #kindChanged() {
    byId("group-form").hidden = !this.#isGroup;
    byId("group-foot").hidden = !this.#isGroup;
    setText(byId("group-error"), "");
    this.#show();
    this.#showChosen();
  }

  #searchSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(), SEARCH_AFTER_MS);
  }

  async #find() {
    const q = this.#search.value.trim();
    const asked = ++this.#asked;
    try {
      const { results } = await directory.search(q);
      // Answers may overtake each other; only the last question's counts.
      if (asked === this.#asked) {
        this.#found = results.filter((person) => person.id !== this.#me.id);
        const none = q === "" ? t("people.hint") : t("people.none", { q });
        setText(byId("people-note"), this.#found.length === 0 ? none : "");
        this.#show();
      }
    } catch {
      if (asked === this.#asked) {
        setText(byId("people-note"), t("people.failed"));
      }
    }
  }

  #show() {
    byId("people-list").replaceChildren(...this.#found.map((person) => this.#person(person)));
  }

  #person(person) {
    const isChosen = this.#isGroup && this.#chosen.has(person.id);
    const name = nameOf(person);
    const button = el(
      "button",
      {
        type: "button",
        class: "person",
        "data-testid": "person",
        "data-username": person.username,
        "data-user-id": person.id,
        "aria-pressed": this.#isGroup ? String(isChosen) : null,
        onclick: () => (this.#isGroup ? this.#toggle(person) : this.#openDirect(person)),
      },
      avatar(name, person.id, { isOnline: this.#presence.isOnline(person.id) }),
      el("span", { class: "person-name" }, name),
      el("span", { class: "person-username" }, `@${person.username}`),
      this.#isGroup ? el("span", { class: "tick" }, isChosen ? icon("check") : "") : null,
    );
    return el("li", {}, button);
  }

  #toggle(person) {
    if (!this.#chosen.delete(person.id)) {
      this.#chosen.set(person.id, person);
    }
    setText(byId("group-error"), "");
    this.#show();
    this.#showChosen();
    byId("people-list").querySelector(`[data-user-id="${CSS.escape(person.id)}"]`)?.focus();
  }

  #showChosen() {
    const items = [...this.#chosen.values()].map((person) => {
      const name = nameOf(person);
      const label = t("people.remove", { name });
      const remove = { type: "button", class: "chip", "aria-label": label, onclick: () => this.#toggle(person) };
      return el("li", {}, el("button", remove, name, icon("close")));
    });
    byId("chosen").replaceChildren(...items);
  }

  #openDirect(person) {
    return this.#once(() => rooms.direct(person.id));
  }

  #create(event) {
    event.preventDefault();
    const name = byId("group-name").value.trim();
    if (name === "" || this.#chosen.size === 0) {
      setText(byId("group-error"), t(name === "" ? "people.need_name" : "people.need_people"));
      (name === "" ? byId("group-name") : this.#search).focus();
      return null;
    }
    return this.#once(() => rooms.create({ name, participant_ids: [...this.#chosen.keys()] }));
  }

  // A double click must not make two groups.
  async #once(ask) {
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    try {
      const room = await ask();
      this.#dialog.close();
      this.#opened(room);
    } catch (problem) {
      const named = Object.values(problem.errors ?? {}).flat();
      const text = named.length > 0 ? fieldText(named) : problemText(problem);
      setText(byId(this.#isGroup ? "group-error" : "people-note"), text);
    } finally {
      this.#isBusy = false;
    }
  }
}
