// A person in a list: picture, name, and what is to be said of them.

import { avatar } from "../base/avatar.js";
import { el } from "../base/dom.js";
import { nameOf } from "../base/format.js";

/**
 * @param {object} person
 * @param {{isOnline: boolean, note: string, name?: string}} more `note` goes below the name
 * @param {...(Element|null)} marks what goes to the right
 * @returns {Element[]} the row's parts, for a list item or a button of the class `person`
 */
export function personRow(person, { isOnline, note, name = nameOf(person) }, ...marks) {
  return [
    avatar(nameOf(person), person.id, { isOnline }),
    el("span", { class: "person-name" }, name),
    el("span", { class: "person-username" }, note),
    ...marks.filter(Boolean),
  ];
}
