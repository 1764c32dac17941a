// A person's or a group's picture: letters on a colour of their own, and a dot while online.

import { el, icon } from "./dom.js";
import { hueOf, initialsOf } from "./format.js";
import { t } from "./i18n.js";

export function avatar(title, id, { isOnline = false, isGroup = false, size = "" } = {}) {
  return el(
    "span",
    { class: `avatar hue-${hueOf(id)} ${size}${isGroup ? " group" : ""}` },
    isGroup ? icon("people") : el("span", { "aria-hidden": "true" }, initialsOf(title)),
    isOnline ? el("span", { class: "dot", title: t("presence.online") }, unseen(t("presence.online"))) : null,
  );
}

function unseen(text) {
  return el("span", { class: "unseen" }, text);
}
