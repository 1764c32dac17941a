// A public room seen from outside: what it is, and the way in.

import { avatar } from "../base/avatar.js";
import { onceAtATime } from "../base/busy.js";
import { byId, el } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { rooms } from "../net/api.js";

/** @param {(room: object) => void} joined takes the room once one takes part */
export function showJoinScreen(room, joined) {
  const error = el("p", { class: "field-error", role: "alert" });
  const run = onceAtATime(error);
  const join = {
    type: "button",
    class: "button primary",
    "data-testid": "join-room",
    onclick: () => run(async () => joined(await rooms.join(room.id))),
  };
  const screen = byId("join");
  screen.replaceChildren(
    avatar(room.name, room.id, { isGroup: true, size: "large" }),
    el("h2", { dir: "auto" }, room.name || t("room.group")),
    el("p", { class: "about" }, t("room.members", { count: room.participant_count ?? 0 })),
    room.description ? el("p", { class: "description", dir: "auto" }, room.description) : "",
    room.is_active === false ? el("p", {}, t("room.closed_short")) : el("button", join, t("room.join")),
    error,
  );
  screen.hidden = false;
  byId("no-room").hidden = true;
}

export function hideJoinScreen() {
  byId("join").hidden = true;
  byId("join").replaceChildren();
}
