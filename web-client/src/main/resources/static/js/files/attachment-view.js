// A message's picture or file: a thumbnail that has its room before it is loaded, or a card.

import { el, icon } from "../base/dom.js";
import { fileSize } from "../base/format.js";
import { t } from "../base/i18n.js";
import { fitted } from "./fitted.js";
import { isOurs } from "./ours.js";
import { loadAgainOnce } from "./pictures.js";
import { previews } from "./previews.js";

/** The element for what a message carries, or null. `state` is that of an entry. */
export function attachmentView(message, state) {
  const { attachment, file } = message;
  if (attachment && isOurs(attachment.url)) {
    return isOurs(attachment.thumbnail_url) ? picture(message) : card(attachment);
  }
  return file && state !== "stored" ? waiting(message) : null;
}

// A picture that was sent from here is here already.
function picture({ id: messageId, attachment }) {
  const { id, name, thumbnail_url: thumbnail, width, height } = attachment;
  const src = previews.get(messageId) ?? thumbnail;
  const label = t("file.open_picture", { name });
  const button = { type: "button", class: "picture", tabindex: "-1", "data-act": "picture", "aria-label": label };
  const image = el("img", { src, alt: name, ...fitted(width, height), loading: "lazy", draggable: "false" });
  return el("button", { ...button, "data-testid": "picture", "data-attachment-id": id }, loadAgainOnce(image));
}

function card({ name, url, size }) {
  const label = t("file.download", { name, size: fileSize(size ?? 0) });
  return el(
    "a",
    { href: url, download: name, class: "file", "data-testid": "file", "aria-label": label, title: name },
    el("span", { class: "file-icon" }, icon("file")),
    el("span", { class: "file-name" }, name),
    el("small", {}, fileSize(size ?? 0)),
    icon("download"),
  );
}

// Not at the server yet: what this page has of it, how far it is, and a way to stop it.
function waiting({ id, file, state }) {
  const preview = previews.get(id);
  const size = fitted(file.width, file.height);
  const isOnItsWay = state === "uploading";
  return el(
    "div",
    { class: "waiting-file", "data-testid": "waiting-file" },
    preview
      ? el("img", { class: "preview", src: preview, alt: file.name, ...size })
      : el("div", { class: "file" }, el("span", { class: "file-icon" }, icon("file")), el("span", { class: "file-name" }, file.name), el("small", {}, fileSize(file.size))),
    isOnItsWay ? progress(id, file.name) : null,
  );
}

function progress(id, name) {
  return el(
    "div",
    { class: "progress" },
    el("progress", { max: "1", value: "0", "data-upload": id, "aria-label": t("file.uploading", { name }) }),
    el(
      "button",
      { type: "button", "data-act": "cancel", "data-testid": "cancel-upload", "aria-label": t("file.cancel", { name }), title: t("file.cancel_short") },
      icon("close"),
    ),
  );
}
