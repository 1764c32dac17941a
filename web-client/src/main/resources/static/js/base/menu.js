// A menu: a list of things to do, moved through by arrow keys.

import { el, icon } from "./dom.js";
import { openPopover } from "./popover.js";

/**
 * @typedef {object} Item
 * @property {string} id for tests, and unique in the menu
 * @property {string} text
 * @property {string} [icon]
 * @property {boolean} [isDangerous]
 * @property {() => void} act
 *
 * @param {Element|{x: number, y: number}} at
 * @param {Item[]} items
 * @param {{label: string, head?: Element, closed?: () => void}} options `head` goes above the items
 */
export function openMenu(at, items, { label, head = null, closed } = {}) {
  let close = () => {};
  const buttons = items.map((item) =>
    el(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: item.isDangerous ? "menu-item danger" : "menu-item",
        "data-testid": `menu-${item.id}`,
        onclick: () => {
          close();
          item.act();
        },
      },
      icon(item.icon ?? "none"),
      el("span", {}, item.text),
    ),
  );
  const list = el("div", { class: "menu", role: "menu", "aria-label": label, onkeydown: (event) => move(event, buttons) }, buttons);
  const content = el("div", { class: "menu-box", onclick: (event) => event.target.closest("[data-closes]") && close() }, head, list);
  close = openPopover(at, content, { label, closed, focus: ".menu-item" });
  return close;
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const ENDS = { Home: 0, End: -1 };

function move(event, buttons) {
  const step = STEPS[event.key];
  const at = buttons.indexOf(document.activeElement);
  if (step !== undefined) {
    buttons[(at + step + buttons.length) % buttons.length].focus();
  } else if (event.key in ENDS) {
    buttons.at(ENDS[event.key]).focus();
  } else {
    return;
  }
  event.preventDefault();
}
