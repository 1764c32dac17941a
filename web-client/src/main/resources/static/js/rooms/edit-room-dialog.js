// Changing a group's name, description and who may come in.

import { onceAtATime } from "../base/busy.js";
import { openDialog } from "../base/dialog.js";
import { el, setText } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { rooms } from "../net/api.js";
import { RoomForm } from "./room-form.js";

/** @param {(room: object) => void} changed takes the room as it is then */
export function openEditRoom(room, changed) {
  const error = el("p", { class: "field-error", role: "alert" });
  const run = onceAtATime(error);
  const form = new RoomForm(room);
  const save = async (event) => {
    event.preventDefault();
    if (form.values.name === "") {
      setText(error, t("people.need_name"));
      form.focus();
      return;
    }
    await run(async () => {
      const answer = await rooms.change(room.id, form.values);
      close();
      changed(answer);
    });
  };
  const { close } = openDialog(
    { title: t("room.edit_room"), testId: "edit-room-dialog", look: "short" },
    el(
      "form",
      { class: "group-form", id: "edit-room", novalidate: true, onsubmit: save },
      form.element,
    ),
    el(
      "footer",
      { class: "dialog-foot" },
      error,
      el("button", { type: "submit", form: "edit-room", class: "button primary", "data-testid": "save-room" }, t("action.save")),
    ),
  );
  form.focus();
}
