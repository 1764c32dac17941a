// The open room's facts and people, and what one may do with it: edit, invite, leave, close.

import { avatar } from "../base/avatar.js";
import { askToConfirm } from "../base/confirm.js";
import { openDialog } from "../base/dialog.js";
import { el, icon, setText } from "../base/dom.js";
import { lastSeenText, nameOf, otherOf, titleOf } from "../base/format.js";
import { t } from "../base/i18n.js";
import { copyText } from "../base/clipboard.js";
import { rooms } from "../net/api.js";
import { addressOf } from "../where.js";
import { openEditRoom } from "./edit-room-dialog.js";
import { openInvite } from "./invite-dialog.js";
import { ParticipantList } from "./participant-list.js";
import { isOpen, moderates, roleOf } from "./roles.js";

export class DetailsDialog {
  #me;
  #presence;
  #hooks;
  #dialog = null;
  #room = null;
  #facts = null;
  #list = null;

  /** @param {{changed: Function, leaving: Function, left: Function}} hooks */
  constructor(me, presence, hooks) {
    this.#me = me;
    this.#presence = presence;
    this.#hooks = hooks;
  }

  open(room) {
    this.#room = room;
    this.#facts = el("div", { class: "room-facts" });
    this.#list = new ParticipantList(room, this.#me, this.#presence, (changed) => this.#hooks.changed(changed));
    this.#dialog = openDialog(
      {
        title: titleOf(room, this.#me),
        testId: "details-dialog",
        closed: () => {
          this.#dialog = null;
        },
      },
      this.#facts,
      this.#list.element,
    );
    this.#showFacts();
    this.#list.load();
  }

  /** The room is another now: a new name, more people, another role. */
  update(room) {
    if (this.#dialog !== null && room.id === this.#room.id) {
      const isOther = room.participant_count !== this.#room.participant_count || rolesOf(room) !== rolesOf(this.#room);
      this.#room = room;
      setText(this.#dialog.title, titleOf(room, this.#me));
      this.#showFacts();
      if (isOther) {
        this.#list.update(room);
      }
    }
  }

  #showFacts() {
    const room = this.#room;
    const other = otherOf(room, this.#me);
    const isGroup = room.room_type === "group";
    const picture = avatar(titleOf(room, this.#me), other?.id ?? room.id, { isGroup, size: "large", isOnline: other !== null && this.#presence.isOnline(other.id) });
    const about = isGroup ? this.#groupAbout() : lastSeenText(this.#presence.of(other?.id));
    this.#facts.replaceChildren(
      picture,
      el("div", {}, el("p", { class: "about" }, about), room.description ? el("p", { class: "description", dir: "auto" }, room.description) : ""),
      el("div", { class: "fact-actions" }, this.#actions()),
    );
  }

  #groupAbout() {
    const { visibility, participant_count: count, is_active: isActive } = this.#room;
    const members = t("room.members", { count: count ?? 0 });
    return [t(`room.${visibility}`), members, isActive === false ? t("room.closed_short") : ""].filter(Boolean).join(" · ");
  }

  #actions() {
    const room = this.#room;
    if (room.room_type !== "group") {
      return [];
    }
    const mayModerate = moderates(room, this.#me) && isOpen(room);
    const action = (id, name, act, look = "") =>
      el("button", { type: "button", class: `fact-action ${look}`, "data-testid": id, onclick: act }, icon(name), el("span", {}, t(`room.${id.replace("-", "_")}`)));
    return [
      mayModerate ? action("invite", "add", () => openInvite(room, this.#presence, (changed) => this.#hooks.changed(changed))) : null,
      mayModerate ? action("edit-room", "edit", () => openEditRoom(room, (changed) => this.#hooks.changed(changed))) : null,
      room.visibility === "public" ? action("copy-link", "link", () => copyText(`${location.origin}/${addressOf(room.id)}`)) : null,
      isOpen(room) ? action("leave-room", "leave", () => this.#leave(), "danger") : null,
      mayModerate ? action("close-room", "lock", () => this.#closeRoom(), "danger") : null,
    ].filter(Boolean);
  }

  #leave() {
    const isOwner = roleOf(this.#room, this.#me) === "owner";
    const text = isOwner ? t("room.leave_owner") : t("room.leave_text");
    askToConfirm({ title: t("room.leave_sure"), text, yes: t("room.leave_room") }, async () => {
      this.#hooks.leaving(this.#room);
      await rooms.leave(this.#room.id);
      this.#dialog?.close();
      this.#hooks.left(this.#room);
    });
  }

  #closeRoom() {
    askToConfirm({ title: t("room.close_sure"), text: t("room.close_text"), yes: t("room.close_room") }, async () => {
      await rooms.close(this.#room.id);
      this.#dialog?.close();
      this.#hooks.changed({ ...this.#room, is_active: false });
    });
  }
}

function rolesOf({ participants = [] }) {
  return participants.map(({ id, role, ...person }) => `${id} ${role} ${nameOf(person)}`).join();
}
