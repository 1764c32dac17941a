// Bringing people into a group.

import { onceAtATime } from "../base/busy.js";
import { openDialog } from "../base/dialog.js";
import { el } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { rooms } from "../net/api.js";
import { ChosenPeople } from "../people/chosen-people.js";
import { PeopleSearch } from "../people/people-search.js";

/** @param {(room: object) => void} changed takes the room with the new people in it */
export function openInvite(room, presence, changed) {
  const error = el("p", { class: "field-error", role: "alert" });
  const run = onceAtATime(error);
  const inside = new Set(room.participants?.map(({ id }) => id));
  const button = { type: "button", class: "button primary", "data-testid": "send-invite", disabled: true };
  const invite = el("button", button, t("room.invite"));
  const chosen = new ChosenPeople(() => {
    invite.disabled = chosen.ids.length === 0;
    search.show();
  });
  const search = new PeopleSearch(presence, {
    pick: (person) => chosen.toggle(person),
    isMany: () => true,
    isPicked: (id) => chosen.has(id),
    isHidden: (id) => inside.has(id),
  });
  const { close } = openDialog(
    { title: t("room.invite_title"), testId: "invite-dialog" },
    el("div", { class: "group-form" }, chosen.element),
    ...search.elements,
    el("footer", { class: "dialog-foot" }, error, invite),
  );
  invite.onclick = () =>
    run(async () => {
      const answer = await rooms.invite(room.id, chosen.ids);
      close();
      changed(answer);
    });
  search.start();
}
