// A picture over the whole window, and the ones before and after it in the conversation.

import { openDialog } from "../base/dialog.js";
import { el, icon } from "../base/dom.js";
import { nameOf } from "../base/format.js";
import { t } from "../base/i18n.js";
import { isOurs } from "./ours.js";
import { loadAgainOnce } from "./pictures.js";

/**
 * @param {object[]} messages those with a picture, in order
 * @param {string} id of the message whose picture is shown first
 */
export function openLightbox(messages, id) {
  let at = messages.findIndex((message) => message.id === id);
  const stage = el("div", { class: "lightbox-stage" });
  const caption = el("p", { class: "lightbox-caption", dir: "auto" });
  const download = el("a", { class: "icon-button", "data-testid": "lightbox-download" }, icon("download"));
  const step = (name, by) =>
    el(
      "button",
      { type: "button", class: `icon-button lightbox-${name}`, "data-testid": `lightbox-${name}`, "aria-label": t(`lightbox.${name}`), onclick: () => go(by) },
      icon(name === "before" ? "back" : "forward"),
    );
  const before = step("before", -1);
  const after = step("after", 1);

  const { element, title } = openDialog(
    { title: "", testId: "lightbox", look: "lightbox" },
    stage,
    before,
    after,
    el("footer", { class: "lightbox-foot" }, caption, download),
  );

  function go(by) {
    at = Math.max(0, Math.min(at + by, messages.length - 1));
    show();
  }

  function show() {
    const { attachment, content, sender } = messages[at];
    const { name, url, thumbnail_url: thumbnail, width, height } = attachment;
    // The thumbnail is here already: it holds the place until the picture itself has come.
    const picture = loadAgainOnce(el("img", { class: "lightbox-picture", alt: name, width, height, "data-testid": "lightbox-picture" }));
    picture.style.backgroundImage = `url("${new URL(thumbnail, location.origin).href}")`;
    picture.addEventListener("load", () => picture.style.removeProperty("background-image"));
    picture.src = url;
    stage.replaceChildren(picture);
    title.textContent = `${nameOf(sender)} · ${name}`;
    caption.textContent = content;
    download.href = url;
    download.download = name;
    download.setAttribute("aria-label", t("lightbox.download", { name }));
    before.disabled = at === 0;
    after.disabled = at === messages.length - 1;
  }

  element.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      go(by);
    }
  });
  stage.addEventListener("click", (event) => event.target === stage && element.close());
  show();
}

/** The messages of a conversation that show a picture. */
export function pictureMessages(log) {
  return log
    .ordered()
    .map(({ message }) => message)
    .filter(({ attachment, is_deleted: isDeleted }) => !isDeleted && isOurs(attachment?.thumbnail_url) && isOurs(attachment.url));
}
