// Who has seen a message of mine, and when.

import { openDialog } from "../base/dialog.js";
import { el, setText } from "../base/dom.js";
import { momentText } from "../base/format.js";
import { t } from "../base/i18n.js";
import { problemText } from "../base/problems.js";
import { messages } from "../net/api.js";
import { personRow } from "../people/person-row.js";

/** @param {object[]} participants those whom the room names; who is missing is told of a small one */
export function openReaders(message, participants, isWholeRoom, presence) {
  const note = el("p", { class: "people-note", role: "status" }, t("readers.loading"));
  const list = el("ul", { class: "people-list", "data-testid": "readers" });
  const more = el("button", { type: "button", class: "button quiet", hidden: true }, t("room.more_people"));
  const readers = new Map();
  let page = 0;

  const row = (person, text) =>
    el(
      "li",
      { class: "person", "data-testid": "reader", "data-username": person.username },
      personRow(person, { isOnline: presence.isOnline(person.id), note: text }),
    );

  const show = (isWhole) => {
    const seen = [...readers.values()].map(({ user, read_at: at }) => row(user, momentText(at)));
    const missing = participants.filter(({ id }) => id !== message.sender.id && !readers.has(id));
    const others = isWhole && isWholeRoom && missing.length > 0 ? [heading(t("readers.not_yet")), ...missing.map((person) => row(person, t("readers.not_seen")))] : [];
    list.replaceChildren(...seen, ...others);
    setText(note, readers.size === 0 ? t("readers.nobody") : "");
  };

  const load = async () => {
    more.disabled = true;
    try {
      const { results, next } = await messages.reads(message.id, page + 1);
      page += 1;
      results.forEach((read) => readers.set(read.user.id, read));
      more.hidden = !next;
      show(!next);
    } catch (problem) {
      setText(note, problemText(problem));
      more.hidden = false;
    }
    more.disabled = false;
  };

  more.onclick = load;
  openDialog({ title: t("readers.title"), testId: "readers-dialog", look: "short" }, note, el("div", { class: "participants" }, list, more));
  load();
}

function heading(text) {
  return el("li", { class: "list-heading" }, text);
}
