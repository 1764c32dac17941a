// The input below the messages: Enter sends, Shift+Enter makes a line; drafts wait per room.

import { byId, setText } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { lengthOf, MOST_CHARACTERS } from "../base/text.js";
import { TypingNotice } from "./typing.js";

const WARN_BELOW = 400;
const TICK_MS = 1_000;

const drafts = new Map();

export class Composer {
  #roomId;
  #say;
  #notice;
  #input = byId("message-input");
  #form = byId("composer");
  #ticking;

  /** @param {{say: (content: string) => void, tellTyping: (isTyping: boolean) => void}} hooks */
  constructor(roomId, { say, tellTyping }) {
    this.#roomId = roomId;
    this.#say = say;
    this.#notice = new TypingNotice(tellTyping);
    this.#form.addEventListener("submit", this.#submit);
    this.#input.addEventListener("keydown", this.#key);
    this.#input.addEventListener("input", this.#changed);
    this.#input.addEventListener("blur", this.#left);
    this.#ticking = setInterval(() => this.#notice.tick(Date.now()), TICK_MS);
    this.setEnabled(true);
    this.#input.value = drafts.get(roomId) ?? "";
    this.#measure();
  }

  close() {
    this.#notice.stop();
    clearInterval(this.#ticking);
    this.#form.removeEventListener("submit", this.#submit);
    this.#input.removeEventListener("keydown", this.#key);
    this.#input.removeEventListener("input", this.#changed);
    this.#input.removeEventListener("blur", this.#left);
  }

  /** Off in a room that one has been removed from: what is there may still be read and copied. */
  setEnabled(isEnabled) {
    this.#input.disabled = !isEnabled;
    this.#measure();
  }

  /** Not on a phone, where it would push up the keyboard before anything was read. */
  focusIfHandy() {
    if (matchMedia("(pointer: fine)").matches) {
      this.#input.focus({ preventScroll: true });
    }
  }

  #key = (event) => {
    // While an input method composes, Enter chooses a word.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#form.requestSubmit();
    }
  };

  #submit = (event) => {
    event.preventDefault();
    const content = this.#input.value.trim();
    if (content === "" || lengthOf(content) > MOST_CHARACTERS || this.#input.disabled) {
      return;
    }
    this.#input.value = "";
    this.#notice.forget();
    this.#measure();
    this.#say(content);
    this.#input.focus({ preventScroll: true });
  };

  #changed = () => {
    this.#measure();
    this.#notice.touched(this.#input.value.trim() !== "", Date.now());
  };

  #left = () => this.#notice.stop();

  #measure() {
    const value = this.#input.value;
    drafts.set(this.#roomId, value);
    const left = MOST_CHARACTERS - lengthOf(value.trim());
    byId("send").disabled = this.#input.disabled || value.trim() === "" || left < 0;
    const note = byId("composer-note");
    note.classList.toggle("over", left < 0);
    this.#input.setAttribute("aria-invalid", String(left < 0));
    setText(note, left >= WARN_BELOW ? "" : noteOf(left));
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight}px`;
  }
}

export function forgetDrafts() {
  drafts.clear();
}

function noteOf(left) {
  return left >= 0 ? t("composer.left", { count: left }) : t("composer.over", { count: -left });
}
