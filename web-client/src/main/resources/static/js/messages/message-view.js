// One message as an element: its bubble, quote, attachment, time and state. Text is only text.
// What can be done with it is told by `data-act`, and done by message-actions.js.

import { avatar } from "../base/avatar.js";
import { el, icon } from "../base/dom.js";
import { clockTime, exactTime, hueOf, nameOf } from "../base/format.js";
import { t } from "../base/i18n.js";
import { problemText } from "../base/problems.js";
import { textParts } from "../base/text.js";
import { attachmentView } from "../files/attachment-view.js";
import { quoteView } from "./quote.js";
import { reactionsView } from "./reactions.js";

/**
 * @param {object} item `entry` with the message and its state, `isMine`, `startsGroup` (first of
 *     several of one person), `showsName`, `own` (emojis that I gave), `quoted` (the quoted message
 *     as it is now, if it is known), `readers` (how many have seen it, where it is mine)
 */
export function messageView(item) {
  const { entry, isMine, startsGroup, showsName } = item;
  const { message, state } = entry;
  const name = nameOf(message.sender);
  const isLive = state === "stored" && !message.is_deleted;
  return el(
    "li",
    {
      class: `message${isMine ? " mine" : ""}${startsGroup ? " first" : ""}`,
      tabindex: "-1",
      "data-testid": "message",
      "data-message-id": message.id,
      "data-seq": message.seq ?? null,
      "data-state": state,
      "data-own": String(isMine),
      "data-sender": message.sender?.username,
    },
    showsName && startsGroup ? avatar(name, message.sender?.id, { size: "small" }) : null,
    el(
      "div",
      { class: "bubble-line" },
      el(
        "div",
        { class: message.attachment || message.file ? "bubble with-file" : "bubble" },
        author(message.sender, isMine, showsName && startsGroup),
        quoteView(message.reply_to, item.quoted),
        message.is_deleted ? null : attachmentView(message, state),
        content(message),
        meta(message, state, isMine, item.readers),
      ),
      isLive ? toolbar() : null,
    ),
    isLive ? reactionsView(message.reactions, item.own ?? []) : null,
    state === "failed" ? failure(entry) : null,
  );
}

// Always there for those who listen; for those who look only where it is not plain.
function author(sender, isMine, isShown) {
  const look = isShown ? `author hue-${hueOf(sender?.id)}` : "unseen";
  return el("p", { class: look, "data-testid": "author" }, isMine ? t("message.you") : nameOf(sender));
}

function content(message) {
  if (message.is_deleted) {
    return el("p", { class: "content deleted", "data-testid": "content" }, t("message.deleted"));
  }
  if (!message.content) {
    return null;
  }
  const parts = textParts(message.content).map(({ text, href }) =>
    href ? el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, text) : text,
  );
  return el("p", { class: "content", "data-testid": "content", dir: "auto" }, parts);
}

function meta(message, state, isMine, readers) {
  return el(
    "p",
    { class: "meta" },
    message.is_edited && !message.is_deleted ? el("span", { class: "edited" }, t("message.edited")) : null,
    el("time", { datetime: message.created_at, title: exactTime(message.created_at) }, clockTime(message.created_at)),
    isMine ? stateMark(state, readers ?? 0) : null,
  );
}

const MARKS = {
  uploading: ["clock", "message.uploading"],
  pending: ["clock", "message.pending"],
  failed: ["alert", "message.failed"],
};

function stateMark(state, readers) {
  const [name, key] = MARKS[state] ?? (readers > 0 ? ["checks", "message.seen"] : ["check", "message.sent"]);
  const text = t(key, { count: readers });
  const mark = [icon(name), el("span", { class: "unseen" }, text)];
  const look = { class: readers > 0 ? "mark seen" : "mark", title: text, "data-testid": "mark", "data-readers": readers };
  return readers > 0
    ? el("button", { ...look, type: "button", tabindex: "-1", "data-act": "seen" }, mark)
    : el("span", look, mark);
}

// For the mouse; the keyboard and the finger open the menu, which holds all of it.
function toolbar() {
  const button = (act, name, key) =>
    el(
      "button",
      { type: "button", tabindex: "-1", "data-act": act, "data-testid": `act-${act}`, "aria-label": t(key), title: t(key) },
      icon(name),
    );
  return el(
    "div",
    { class: "toolbar" },
    button("react", "smile", "message.react"),
    button("reply", "reply", "message.reply"),
    button("menu", "more", "message.menu"),
  );
}

/** What would end in the same way again. */
const HOPELESS = new Set(["file_gone", "unknown_attachment", "too_large", "unsupported_media_type", "room_closed"]);

function failure({ reason }) {
  const button = (act, key) =>
    el("button", { type: "button", class: "link", "data-testid": act, "data-act": act }, t(key));
  return el(
    "p",
    { class: "failure", "data-testid": "failure", role: "alert" },
    el("span", {}, `${t("message.failed")} ${reason ? problemText(reason) : ""}`),
    HOPELESS.has(reason?.code) ? null : button("retry", "message.retry"),
    button("discard", "message.discard"),
  );
}
