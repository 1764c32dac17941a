// The strip above the input: which message is answered or edited, and the way out of it.

import { byId, el, icon } from "../base/dom.js";
import { nameOf } from "../base/format.js";
import { t } from "../base/i18n.js";
import { quotedText } from "./quote.js";

export class ComposerBanner {
  #strip = byId("composer-banner");
  #leave;

  /** @param {() => void} leave called when the reader presses the cross */
  constructor(leave) {
    this.#leave = leave;
  }

  showReply(message) {
    this.#show("reply", t("composer.replying", { name: nameOf(message.sender) }), quotedText(message));
  }

  showEdit(message) {
    this.#show("edit", t("composer.editing"), message.content);
  }

  showProblem(text) {
    this.#strip.querySelector(".banner-problem").textContent = text;
  }

  hide() {
    this.#strip.hidden = true;
    this.#strip.replaceChildren();
  }

  #show(name, title, text) {
    this.#strip.hidden = false;
    this.#strip.dataset.mode = name;
    const close = {
      type: "button",
      class: "icon-button",
      "data-testid": "banner-close",
      "aria-label": t("composer.leave"),
      title: t("composer.leave"),
      onclick: this.#leave,
    };
    this.#strip.replaceChildren(
      icon(name),
      el(
        "div",
        { class: "banner-text" },
        el("strong", {}, title),
        el("p", { dir: "auto" }, text),
        el("p", { class: "banner-problem", role: "alert" }),
      ),
      el("button", close, icon("close")),
    );
  }
}
