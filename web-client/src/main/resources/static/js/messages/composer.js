// The input below the messages: Enter sends, Shift+Enter makes a line; drafts wait per room. What is
// written may be a message, an answer to one, or another text for one of mine.

import { byId, setText } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { problemText } from "../base/problems.js";
import { lengthOf, MOST_CHARACTERS } from "../base/text.js";
import { ComposerBanner } from "./composer-banner.js";
import { TypingNotice } from "./typing.js";

const WARN_BELOW = 400;
const TICK_MS = 1_000;

/** What was begun in each room: `{text, replyTo}`. */
const drafts = new Map();

export class Composer {
  #roomId;
  #hooks;
  #tray;
  #notice;
  #banner = new ComposerBanner(() => this.#endMode());
  #input = byId("message-input");
  #form = byId("composer");
  #ticking;
  #replyTo = null;
  #editing = null;
  #isSaving = false;

  /**
   * @param {{say: Function, edit: Function, editLast: Function, tellTyping: Function}} hooks `say`
   *     takes `{content, replyTo, files}`, `edit` a message and its new content
   * @param {import("../files/tray.js").Tray} tray the files that go with the next message
   */
  constructor(roomId, hooks, tray) {
    this.#roomId = roomId;
    this.#hooks = hooks;
    this.#tray = tray;
    this.#notice = new TypingNotice(hooks.tellTyping);
    this.#form.addEventListener("submit", this.#submit);
    this.#input.addEventListener("keydown", this.#key);
    this.#input.addEventListener("input", this.#changed);
    this.#input.addEventListener("blur", this.#left);
    this.#ticking = setInterval(() => this.#notice.tick(Date.now()), TICK_MS);
    tray.whenChanged(() => this.#measure());
    this.#input.disabled = false;
    this.#restoreDraft();
  }

  close() {
    this.#notice.stop();
    clearInterval(this.#ticking);
    this.#form.removeEventListener("submit", this.#submit);
    this.#input.removeEventListener("keydown", this.#key);
    this.#input.removeEventListener("input", this.#changed);
    this.#input.removeEventListener("blur", this.#left);
    this.#banner.hide();
  }

  /** Off in a room that one has been removed from: what is there may still be read and copied. */
  setEnabled(isEnabled) {
    if (this.#input.disabled === isEnabled) {
      this.#input.disabled = !isEnabled;
      this.#measure();
    }
  }

  /** Not on a phone, where it would push up the keyboard before anything was read. */
  focusIfHandy() {
    if (matchMedia("(pointer: fine)").matches) {
      this.focus();
    }
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  /** What is written answers this message. */
  reply(message) {
    this.#endEdit();
    this.#replyTo = message;
    this.#banner.showReply(message);
    this.focus();
    this.#measure();
  }

  /** What is written replaces this message's text; a draft waits meanwhile. */
  edit(message) {
    this.#endEdit();
    this.#editing = message;
    this.#banner.showEdit(message);
    this.#tray.hide(true);
    this.#input.value = message.content;
    this.focus();
    this.#input.setSelectionRange(message.content.length, message.content.length);
    this.#measure();
  }

  #key = (event) => {
    // While an input method composes, Enter chooses a word.
    if (event.isComposing) {
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#form.requestSubmit();
    } else if (event.key === "Escape" && (this.#editing || this.#replyTo)) {
      event.preventDefault();
      this.#endMode();
    } else if (event.key === "ArrowUp" && this.#input.value === "" && !this.#editing) {
      if (this.#hooks.editLast()) {
        event.preventDefault();
      }
    }
  };

  #submit = (event) => {
    event.preventDefault();
    if (!this.#maySend()) {
      return;
    }
    const content = this.#input.value.trim();
    if (this.#editing) {
      this.#save(content);
      return;
    }
    const words = { content, replyTo: this.#replyTo, files: this.#tray.take() };
    this.#input.value = "";
    this.#replyTo = null;
    this.#banner.hide();
    this.#notice.forget();
    this.#measure();
    this.#hooks.say(words);
    this.focus();
  };

  async #save(content) {
    const message = this.#editing;
    this.#isSaving = true;
    this.#measure();
    try {
      if (content !== message.content) {
        await this.#hooks.edit(message, content);
      }
      this.#endMode();
    } catch (problem) {
      this.#banner.showProblem(problemText(problem));
    } finally {
      this.#isSaving = false;
      this.#measure();
    }
  }

  #changed = () => {
    this.#measure();
    if (!this.#editing) {
      this.#notice.touched(this.#input.value.trim() !== "", Date.now());
    }
  };

  #left = () => this.#notice.stop();

  #endMode() {
    this.#replyTo = null;
    this.#endEdit();
    this.#banner.hide();
    this.#measure();
    this.focus();
  }

  #endEdit() {
    if (this.#editing) {
      this.#editing = null;
      this.#tray.hide(false);
      this.#restoreDraft();
    }
  }

  #restoreDraft() {
    const { text = "", replyTo = null } = drafts.get(this.#roomId) ?? {};
    this.#input.value = text;
    this.#replyTo = replyTo;
    if (replyTo) {
      this.#banner.showReply(replyTo);
    }
    this.#measure();
  }

  #maySend() {
    const content = this.#input.value.trim();
    const hasFiles = this.#editing ? Boolean(this.#editing.attachment) : this.#tray.size > 0;
    const isLongEnough = content !== "" || hasFiles;
    return isLongEnough && lengthOf(content) <= MOST_CHARACTERS && !this.#input.disabled && !this.#isSaving;
  }

  #measure() {
    const { value } = this.#input;
    if (!this.#editing) {
      drafts.set(this.#roomId, { text: value, replyTo: this.#replyTo });
    }
    const left = MOST_CHARACTERS - lengthOf(value.trim());
    byId("send").disabled = !this.#maySend();
    byId("attach").disabled = this.#input.disabled || this.#editing !== null;
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
