// The facts of a group that people choose: its name, what it is about, and who may come in.

import { el } from "../base/dom.js";
import { t } from "../base/i18n.js";

const LONGEST_NAME = 255;
const LONGEST_DESCRIPTION = 2_000;

export class RoomForm {
  #name;
  #description;
  #visibility;

  /** @param {object|null} room whose facts are shown at first; none for a new one */
  constructor(room = null) {
    const text = { type: "text", autocomplete: "off", maxlength: String(LONGEST_NAME), "data-testid": "group-name" };
    this.#name = el("input", { ...text, "aria-label": t("people.group_name"), placeholder: t("people.group_name"), value: room?.name ?? "" });
    const about = { rows: "2", maxlength: String(LONGEST_DESCRIPTION), "data-testid": "group-description" };
    this.#description = el(
      "textarea",
      { ...about, "aria-label": t("room.description"), placeholder: t("room.description") },
      room?.description ?? "",
    );
    this.#visibility = el("fieldset", { class: "choices" }, el("legend", { class: "unseen" }, t("room.visibility")), this.#choice("private", room), this.#choice("public", room));
    this.element = el(
      "div",
      { class: "room-form" },
      el("div", { class: "field" }, this.#name),
      el("div", { class: "field" }, this.#description),
      this.#visibility,
    );
  }

  get values() {
    return {
      name: this.#name.value.trim(),
      description: this.#description.value.trim(),
      visibility: this.#visibility.querySelector("input:checked").value,
    };
  }

  focus() {
    this.#name.focus();
  }

  // A new group is private unless one says otherwise: what was not meant for all stays so.
  #choice(value, room) {
    const isChosen = (room?.visibility ?? "private") === value;
    const radio = { type: "radio", name: "visibility", value, checked: isChosen, "data-testid": `visibility-${value}` };
    return el(
      "label",
      { class: "choice" },
      el("input", radio),
      el("span", {}, el("strong", {}, t(`room.${value}`)), el("small", {}, t(`room.${value}_hint`))),
    );
  }
}
