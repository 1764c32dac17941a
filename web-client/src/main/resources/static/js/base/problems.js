// Problems in the reader's words, and the line that shows those that belong nowhere else.

import { byId, setText } from "./dom.js";
import { hasText, t } from "./i18n.js";

const SHOWN_FOR_MS = 6_000;

let hiding = null;

/** Our own words for a code that we know, the server's for others. */
export function problemText({ code, detail, status }) {
  if (hasText(`problem.${code}`)) {
    return t(`problem.${code}`);
  }
  if (status === 429) {
    return t("problem.too_fast");
  }
  if (status >= 500) {
    return t("problem.unavailable");
  }
  return detail || t("problem.unknown");
}

/** What is wrong with one field: the server's messages, in the reader's words where we have them. */
export function fieldText(messages) {
  const texts = [messages].flat();
  return texts.map((text) => (hasText(`server.${text}`) ? t(`server.${text}`) : text)).join(" ");
}

/** Says something that needs no answer, for a while; over dialogs, too. */
export function toast(text) {
  const line = byId("toast");
  line.hidePopover();
  line.showPopover();
  setText(line, text);
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    line.hidePopover();
    setText(line, "");
  }, SHOWN_FOR_MS);
}
