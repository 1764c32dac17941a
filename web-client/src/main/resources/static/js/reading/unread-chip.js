// What floats above the messages while older ones are unread: the way to them, or to be done with it.

import { byId, setText } from "../base/dom.js";
import { t } from "../base/i18n.js";

export class UnreadChip {
  #chip = byId("unread-chip");

  /** @param {{goTo: () => void, markAll: () => void}} hooks */
  constructor({ goTo, markAll }) {
    byId("to-unread").onclick = goTo;
    byId("mark-all-read").onclick = markAll;
  }

  close() {
    this.#chip.hidden = true;
  }

  /** @param {number} count how many are unread, none of which is in sight */
  show(count) {
    this.#chip.hidden = count === 0;
    if (count > 0) {
      setText(byId("to-unread-text"), t("room.unread_above", { count }));
    }
  }
}
