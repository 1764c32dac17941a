// The head of the open room: who or what it is, and who is there.

import { avatar } from "../base/avatar.js";
import { byId, setText } from "../base/dom.js";
import { lastSeenText, otherOf, titleOf } from "../base/format.js";
import { t } from "../base/i18n.js";

export class RoomHead {
  #me;
  #presence;

  constructor(me, presence) {
    this.#me = me;
    this.#presence = presence;
  }

  show(room) {
    const title = titleOf(room, this.#me);
    const other = otherOf(room, this.#me);
    const isOnline = other !== null && this.#presence.isOnline(other.id);
    const isGroup = room.room_type === "group";
    const picture = avatar(title, other?.id ?? room.id, { isOnline, isGroup });
    picture.id = "room-avatar";
    picture.setAttribute("aria-hidden", "true");
    byId("room-avatar").replaceWith(picture);
    setText(byId("room-title"), title);
    setText(byId("room-about"), isGroup ? this.#groupAbout(room) : lastSeenText(this.#presence.of(other?.id)));
    byId("room-about").classList.toggle("is-online", isOnline);
    byId("messages").setAttribute("aria-label", t("room.messages", { name: title }));
  }

  // Who is online is known of those whom the room tells of: of a large one, the first hundred.
  #groupAbout(room) {
    const people = room.participants ?? [];
    const members = t("room.members", { count: room.participant_count ?? people.length });
    const online = people.filter(({ id }) => id === this.#me.id || this.#presence.isOnline(id)).length;
    return t("room.members_online", { members, count: online });
  }
}
