// One message as an element: its bubble, quote, attachment, time and state. Text is only text.

import { avatar } from "../base/avatar.js";
import { el, icon } from "../base/dom.js";
import { clockTime, exactTime, fileSize, hueOf, nameOf } from "../base/format.js";
import { language, t } from "../base/i18n.js";
import { problemText } from "../base/problems.js";
import { textParts } from "../base/text.js";

/**
 * @param {object} item what message-list.js tells of a message: `entry` with the message and its
 *     state, `isMine`, `startsGroup` (first of several of one person), `showsName`
 * @param {{retry: (id: string) => void, discard: (id: string) => void}} actions
 */
export function messageView(item, actions) {
  const { entry, isMine, startsGroup, showsName } = item;
  const { message, state } = entry;
  const name = nameOf(message.sender);
  return el(
    "li",
    {
      class: `message${isMine ? " mine" : ""}${startsGroup ? " first" : ""}`,
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
      { class: "bubble" },
      author(message.sender, isMine, showsName && startsGroup),
      quote(message.reply_to),
      attachmentOf(message),
      content(message),
      meta(message, state, isMine),
    ),
    message.is_deleted ? null : reactions(message.reactions),
    state === "failed" ? failure(entry, actions) : null,
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

function quote(replyTo) {
  if (!replyTo) {
    return null;
  }
  return el(
    "blockquote",
    { class: "quote", "data-testid": "quote" },
    el("cite", {}, nameOf(replyTo.sender)),
    el("p", { dir: "auto" }, replyTo.content || t("message.reply_deleted")),
  );
}

function attachmentOf({ attachment, is_deleted: isDeleted }) {
  if (!attachment || isDeleted || !isOurs(attachment.url)) {
    return null;
  }
  const link = { href: attachment.url, target: "_blank", rel: "noopener" };
  if (isOurs(attachment.thumbnail_url)) {
    const { width, height, name } = attachment;
    const image = el("img", { src: attachment.thumbnail_url, alt: name, width, height, loading: "lazy" });
    return el("a", { ...link, class: "picture" }, image);
  }
  const size = el("small", {}, fileSize(attachment.size ?? 0));
  return el("a", { ...link, class: "file" }, icon("file"), el("span", {}, attachment.name), size);
}

// An address of our own origin and of no other scheme: what a message carries is somebody's input.
function isOurs(url) {
  try {
    return typeof url === "string" && new URL(url, location.origin).origin === location.origin;
  } catch {
    return false;
  }
}

function meta(message, state, isMine) {
  return el(
    "p",
    { class: "meta" },
    message.is_edited && !message.is_deleted ? el("span", { class: "edited" }, t("message.edited")) : null,
    el("time", { datetime: message.created_at, title: exactTime(message.created_at) }, clockTime(message.created_at)),
    isMine ? stateMark(state) : null,
  );
}

const MARKS = { pending: ["clock", "message.pending"], failed: ["alert", "message.failed"] };

function stateMark(state) {
  const [name, text] = MARKS[state] ?? ["check", "message.sent"];
  return el("span", { class: "mark", title: t(text) }, icon(name), el("span", { class: "unseen" }, t(text)));
}

function reactions(counts) {
  const given = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
  if (given.length === 0) {
    return null;
  }
  const number = new Intl.NumberFormat(language);
  const items = given.map(([emoji, count]) => el("li", {}, emoji, el("span", {}, number.format(count))));
  return el("ul", { class: "reactions", "data-testid": "reactions" }, items);
}

function failure({ id, reason }, actions) {
  return el(
    "p",
    { class: "failure", "data-testid": "failure", role: "alert" },
    el("span", {}, `${t("message.failed")} ${reason ? problemText(reason) : ""}`),
    el(
      "button",
      { type: "button", class: "link", "data-testid": "retry", onclick: () => actions.retry(id) },
      t("message.retry"),
    ),
    el(
      "button",
      { type: "button", class: "link", "data-testid": "discard", onclick: () => actions.discard(id) },
      t("message.discard"),
    ),
  );
}
