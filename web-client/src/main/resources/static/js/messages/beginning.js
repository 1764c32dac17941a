// The line above the first message: where the conversation begins, or what is loading, or failed.

import { byId, el, setText } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { problemText } from "../base/problems.js";

/**
 * @param {{messages: object[], hasOlder: boolean}} stretch what is shown
 * @param {import("./history.js").History} history
 */
export function showBeginning({ messages, hasOlder }, history) {
  const line = byId("room-beginning");
  const { isLoading, problem } = history;
  const isFailed = problem !== null && problem.status !== 401;
  line.classList.toggle("loading", isLoading && !isFailed);
  if (isFailed) {
    const load = () => (messages.length === 0 ? history.newest() : history.older());
    const retry = { type: "button", class: "link", "data-testid": "retry-history", onclick: load };
    const text = `${t("room.failed")} ${problemText(problem)} `;
    if (line.firstChild?.textContent !== text) {
      line.replaceChildren(text, el("button", retry, t("action.retry")));
    }
  } else if (hasOlder || isLoading) {
    setText(line, isLoading ? t("room.loading") : "");
  } else {
    setText(line, t(messages.length > 0 ? "room.beginning" : "room.empty"));
  }
}
