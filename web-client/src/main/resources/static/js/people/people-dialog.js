// Starting a conversation: search people, then open a direct chat or make a group of them.

import { onceAtATime } from "../base/busy.js";
import { openDialog } from "../base/dialog.js";
import { el, setText } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { rooms } from "../net/api.js";
import { RoomForm } from "../rooms/room-form.js";
import { ChosenPeople } from "./chosen-people.js";
import { PeopleSearch } from "./people-search.js";

export class PeopleDialog {
  #me;
  #presence;
  #opened;
  #dialog = null;
  #kind = "direct";
  #search;
  #chosen;
  #form;
  #groupPart;
  #foot;
  #error;
  #run;

  /** @param {(room: object) => void} opened takes the room that was found or made */
  constructor(me, presence, opened) {
    this.#me = me;
    this.#presence = presence;
    this.#opened = opened;
  }

  open() {
    this.#kind = "direct";
    this.#error = el("p", { class: "field-error", "data-testid": "group-error", role: "alert" });
    this.#run = onceAtATime(this.#error);
    this.#chosen = new ChosenPeople(() => this.#chosenChanged());
    this.#form = new RoomForm();
    this.#search = new PeopleSearch(this.#presence, {
      pick: (person) => (this.#isGroup ? this.#chosen.toggle(person) : this.#openDirect(person)),
      isMany: () => this.#isGroup,
      isPicked: (id) => this.#chosen.has(id),
      isHidden: (id) => id === this.#me.id,
    });
    this.#groupPart = el(
      "form",
      { class: "group-form", id: "group-form", "data-testid": "group-form", novalidate: true, onsubmit: (event) => this.#create(event) },
      this.#form.element,
      this.#chosen.element,
    );
    const create = { type: "submit", form: "group-form", class: "button primary", "data-testid": "create-group" };
    this.#foot = el("footer", { class: "dialog-foot" }, this.#error, el("button", create, t("people.create")));
    this.#dialog = openDialog(
      { title: t("people.new"), testId: "people-dialog" },
      this.#kinds(),
      this.#groupPart,
      ...this.#search.elements,
      this.#foot,
    );
    this.#kindChanged();
    this.#search.start();
  }

  get #isGroup() {
    return this.#kind === "group";
  }

  #kinds() {
    const kind = (value) => {
      const radio = { type: "radio", name: "people-kind", value, "data-testid": `new-${value}`, checked: value === this.#kind };
      const choose = () => {
        this.#kind = value;
        this.#kindChanged();
      };
      return el("label", {}, el("input", { ...radio, onchange: choose }), el("span", {}, t(`people.${value}`)));
    };
    return el("fieldset", { class: "switch" }, el("legend", { class: "unseen" }, t("people.kind")), kind("direct"), kind("group"));
  }

  #kindChanged() {
    this.#groupPart.hidden = !this.#isGroup;
    this.#foot.hidden = !this.#isGroup;
    setText(this.#error, "");
    this.#search.show();
  }

  #chosenChanged() {
    setText(this.#error, "");
    this.#search.show();
  }

  async #openDirect(person) {
    if (!(await this.#run(async () => this.#enter(await rooms.direct(person.id))))) {
      this.#search.say(this.#error.textContent);
    }
  }

  #create(event) {
    event.preventDefault();
    const { name } = this.#form.values;
    if (name === "") {
      setText(this.#error, t("people.need_name"));
      this.#form.focus();
    } else if (this.#chosen.ids.length === 0 && this.#form.values.visibility === "private") {
      setText(this.#error, t("people.need_people"));
      this.#search.focus();
    } else {
      this.#run(async () => {
        this.#enter(await rooms.create({ ...this.#form.values, participant_ids: this.#chosen.ids }));
      });
    }
  }

  #enter(room) {
    this.#dialog.close();
    this.#opened(room);
  }
}
