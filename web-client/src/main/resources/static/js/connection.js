// Says whether the line stands: in the head of the open room, and above the list while it does not.

import { byId, setText } from "./base/dom.js";
import { t } from "./base/i18n.js";
import { toast } from "./base/problems.js";

/** What takes no longer than this is nobody's concern. */
const SAY_AFTER_MS = 1_500;

let saying = null;

/** @param {"connecting"|"connected"|"reconnecting"|"stopped"} state */
export function showConnection(state) {
  const line = byId("connection-status");
  line.dataset.state = state;
  setText(line, `● ${t(`connection.${state}`)}`);
  clearTimeout(saying);
  const note = byId("connection-note");
  if (state === "connected") {
    note.hidden = true;
    return;
  }
  saying = setTimeout(() => {
    note.dataset.state = state;
    note.hidden = false;
    setText(note, t(state === "stopped" ? "connection.stopped" : "connection.away"));
  }, SAY_AFTER_MS);
  if (state === "stopped") {
    toast(t("room.policy"));
  }
}
