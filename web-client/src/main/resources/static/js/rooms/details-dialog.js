// Who takes part in the open room, and the way out of a group.

import { rooms } from "../net/api.js";
import { avatar } from "../base/avatar.js";
import { byId, closeByBackdrop, el, setText } from "../base/dom.js";
import { lastSeenText, nameOf, titleOf } from "../base/format.js";
import { hasText, t } from "../base/i18n.js";
import { problemText } from "../base/problems.js";

export class DetailsDialog {
  #me;
  #presence;
  #left;
  #dialog = byId("details");
  #room = null;
  #isSure = false;

  /** @param {(room: object) => void} left called after a group was left */
  constructor(me, presence, left) {
    this.#me = me;
    this.#presence = presence;
    this.#left = left;
    byId("details-close").onclick = () => this.#dialog.close();
    byId("leave-room").onclick = () => this.#leave();
    closeByBackdrop(this.#dialog);
  }

  open(room) {
    this.#room = room;
    this.#isSure = false;
    const participants = room.participants ?? [];
    setText(byId("details-title"), titleOf(room, this.#me));
    const members = t("room.members", { count: room.participant_count ?? participants.length });
    setText(byId("details-about"), [members, room.description].filter(Boolean).join(" · "));
    setText(byId("details-error"), "");
    setText(byId("leave-room"), t("room.leave"));
    byId("details-foot").hidden = room.room_type !== "group";
    byId("details-list").replaceChildren(...participants.map((person) => this.#person(person)));
    this.#dialog.showModal();
  }

  close() {
    this.#dialog.close();
  }

  #person(person) {
    const isMe = person.id === this.#me.id;
    const name = isMe ? `${nameOf(person)} (${t("message.you")})` : nameOf(person);
    const isOnline = isMe || this.#presence.isOnline(person.id);
    const status = isOnline ? t("presence.online") : lastSeenText(this.#presence.of(person.id));
    const role = hasText(`room.${person.role}`) ? t(`room.${person.role}`) : "";
    return el(
      "li",
      { class: "person", "data-testid": "participant", "data-username": person.username },
      avatar(nameOf(person), person.id, { isOnline }),
      el("span", { class: "person-name" }, name),
      el("span", { class: "person-username" }, status),
      role ? el("span", { class: "role" }, role) : null,
    );
  }

  async #leave() {
    if (!this.#isSure) {
      this.#isSure = true;
      setText(byId("leave-room"), t("room.leave_sure"));
      return;
    }
    try {
      await rooms.leave(this.#room.id);
      this.#dialog.close();
      this.#left(this.#room);
    } catch (problem) {
      setText(byId("details-error"), problemText(problem));
    }
  }
}
