// The message that another one answers, as a quote that leads to it.

import { el } from "../base/dom.js";
import { nameOf } from "../base/format.js";
import { t } from "../base/i18n.js";

/**
 * @param {object|null} replyTo as the answer carries it
 * @param {object|null} [now] the quoted message itself where it is known: it may have been edited or
 *     deleted since
 */
export function quoteView(replyTo, now) {
  if (!replyTo) {
    return null;
  }
  return el(
    "button",
    {
      type: "button",
      class: "quote",
      tabindex: "-1",
      "data-testid": "quote",
      "data-act": "quoted",
      "data-quoted": replyTo.id,
      title: t("message.to_quoted"),
    },
    el("span", { class: "quote-name" }, nameOf(replyTo.sender)),
    el("span", { class: "quote-text", dir: "auto" }, quotedText(now ?? replyTo)),
  );
}

/** A message in one line: its words, or what it is. */
export function quotedText({ content, attachment, is_deleted: isDeleted }) {
  if (isDeleted) {
    return t("message.reply_deleted");
  }
  return content || attachment?.name || t("message.reply_empty");
}
