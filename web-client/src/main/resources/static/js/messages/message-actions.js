// What can be done with a message, and doing it: react, reply, edit, delete, copy, see who saw it.

import { copyText } from "../base/clipboard.js";
import { askToConfirm } from "../base/confirm.js";
import { el } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { openMenu } from "../base/menu.js";
import { closePopover, openPopover } from "../base/popover.js";
import { problemText, toast } from "../base/problems.js";
import { messages } from "../net/api.js";
import { isOpen, moderates } from "../rooms/roles.js";
import { addressOf } from "../where.js";
import { PALETTE } from "./reactions.js";

/**
 * @typedef {object} Desk what the open room offers for it
 * @property {object} me
 * @property {() => object} room
 * @property {import("./own-reactions.js").OwnReactions} own
 * @property {(message: object) => void} reply
 * @property {(message: object) => void} edit
 * @property {(message: object) => void} showReaders
 */
export class MessageActions {
  #desk;

  /** @param {Desk} desk */
  constructor(desk) {
    this.#desk = desk;
  }

  /** Opens the menu of a message that the log holds. */
  openMenu(message, at) {
    const { me, room, reply, edit, showReaders } = this.#desk;
    const isMine = message.sender.id === me.id;
    const item = (id, icon, act, more = {}) => ({ id, icon, text: t(`message.${id}`), act, ...more });
    const items = [
      item("reply", "reply", () => reply(message)),
      ...(message.content ? [item("copy", "copy", () => copyText(message.content))] : []),
      item("copy_link", "link", () => copyText(linkTo(message))),
      ...(isMine ? [item("readers", "checks", () => showReaders(message)), item("edit", "edit", () => edit(message))] : []),
      ...(isMine || moderates(room(), me) ? [item("delete", "trash", () => this.#delete(message), { isDangerous: true })] : []),
    ];
    const usable = isOpen(room()) ? items : items.filter(({ id }) => READING.has(id));
    const head = usable === items ? this.#palette(message) : null;
    openMenu(at, usable, { label: t("message.menu"), head });
  }

  openPalette(message, at) {
    openPopover(at, this.#palette(message), { label: t("message.react") });
  }

  /** Gives a reaction, or takes it back where I gave it before. */
  async toggle(message, emoji) {
    const { own } = this.#desk;
    const isMine = own.has(message.id, emoji);
    own.note(message.id, emoji, !isMine);
    try {
      await (isMine ? messages.unreact(message.id, emoji) : messages.react(message.id, emoji));
    } catch (problem) {
      own.note(message.id, emoji, isMine);
      toast(problemText(problem));
    }
  }

  #palette(message) {
    const buttons = PALETTE.map((emoji) =>
      el(
        "button",
        {
          type: "button",
          class: "emoji",
          "data-testid": "emoji",
          "data-emoji": emoji,
          "data-closes": true,
          "aria-label": t("message.react_with", { emoji }),
          "aria-pressed": String(this.#desk.own.has(message.id, emoji)),
          onclick: () => {
            closePopover();
            this.toggle(message, emoji);
          },
        },
        emoji,
      ),
    );
    return el("div", { class: "palette", role: "group", "aria-label": t("message.react") }, buttons);
  }

  #delete(message) {
    const words = { title: t("message.delete_title"), text: t("message.delete_text"), yes: t("message.delete") };
    askToConfirm(words, () =>
      messages.remove(message.id).catch((problem) => {
        // Somebody was faster, or an answer was lost: it is gone in any case.
        if (problem.code !== "already_deleted") {
          throw problem;
        }
      }),
    );
  }
}

/** What is left to do in a room that is closed. */
const READING = new Set(["copy", "copy_link", "readers"]);

function linkTo({ room, id }) {
  return `${location.origin}/${addressOf(room, id)}`;
}
