// The reactions below a message: each a button that gives the same one, or takes one's own back.

import { el } from "../base/dom.js";
import { language, t } from "../base/i18n.js";

/** What one may react with, in the order in which it is offered. */
export const PALETTE = ["👍", "❤️", "😂", "🎉", "😮", "😢", "🙏", "🔥"];

const number = new Intl.NumberFormat(language);

/**
 * @param {Record<string, number>} counts
 * @param {string[]} own the emojis that I gave
 */
export function reactionsView(counts, own) {
  const given = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
  if (given.length === 0) {
    return null;
  }
  const items = given.map(([emoji, count]) => {
    const isMine = own.includes(emoji);
    const label = t(isMine ? "reaction.mine" : "reaction.count", { emoji, count });
    const button = {
      type: "button",
      class: "reaction",
      tabindex: "-1",
      "data-testid": "reaction",
      "data-act": "toggle",
      "data-emoji": emoji,
      "aria-pressed": String(isMine),
      "aria-label": label,
      title: label,
    };
    return el("li", {}, el("button", button, el("span", { class: "emoji-mark" }, emoji), " ", number.format(count)));
  });
  return el("ul", { class: "reactions", "data-testid": "reactions" }, items);
}
