// The files that were chosen for the next message: seen before they are sent, and taken out again.

import { byId, el, icon } from "../base/dom.js";
import { fileSize } from "../base/format.js";
import { t } from "../base/i18n.js";
import { toast } from "../base/problems.js";
import { previews } from "./previews.js";

const MOST_FILES = 10;

/** What was chosen in each room and not sent yet. */
const kept = new Map();
let keys = 0;

export class Tray {
  #room;
  #list = byId("tray");
  #items;
  #changed = () => {};
  #isHidden = false;

  constructor(room) {
    this.#room = room;
    this.#items = kept.get(room) ?? [];
    this.#show();
  }

  whenChanged(changed) {
    this.#changed = changed;
  }

  get size() {
    return this.#items.length;
  }

  /** @param {Iterable<File>} files those that cannot be taken are told of */
  async add(files) {
    const all = [...files];
    const empty = all.filter((file) => file.size === 0);
    const usable = all.filter((file) => file.size > 0).slice(0, MOST_FILES - this.size);
    if (empty.length > 0) {
      toast(t("file.empty", { name: empty[0].name }));
    } else if (usable.length < all.length) {
      toast(t("file.too_many", { count: MOST_FILES }));
    }
    const items = await Promise.all(usable.map(described));
    this.#set([...this.#items, ...items]);
  }

  /** Gives what is here, and is empty. */
  take() {
    const items = this.#items;
    this.#set([]);
    return items;
  }

  hide(isHidden) {
    this.#isHidden = isHidden;
    this.#show();
  }

  #remove(item) {
    previews.drop(item.key);
    this.#set(this.#items.filter((other) => other !== item));
    byId("message-input").focus({ preventScroll: true });
  }

  #set(items) {
    this.#items = items;
    kept.set(this.#room, items);
    this.#show();
    this.#changed();
  }

  #show() {
    this.#list.hidden = this.#isHidden || this.size === 0;
    this.#list.replaceChildren(...this.#items.map((item) => this.#element(item)));
  }

  #element(item) {
    const { key, file } = item;
    const preview = previews.get(key);
    const remove = {
      type: "button",
      class: "tray-remove",
      "data-testid": "tray-remove",
      "aria-label": t("file.remove", { name: file.name }),
      title: t("file.remove_short"),
      onclick: () => this.#remove(item),
    };
    return el(
      "li",
      { class: "tray-item", "data-testid": "tray-item" },
      preview ? el("img", { src: preview, alt: "" }) : el("span", { class: "file-icon" }, icon("file")),
      el("span", { class: "tray-name", title: file.name }, file.name),
      el("small", {}, fileSize(file.size)),
      el("button", remove, icon("close")),
    );
  }
}

export function forgetTrays() {
  kept.forEach((items) => items.forEach(({ key }) => previews.drop(key)));
  kept.clear();
}

// A picture's size is asked of the browser, so that its place in the conversation is known at once.
async function described(file) {
  keys += 1;
  const item = { key: `chosen-${keys}`, file, width: null, height: null };
  if (SHOWN.has(file.type)) {
    previews.put(item.key, file);
    const image = new Image();
    image.src = previews.get(item.key);
    try {
      await image.decode();
      item.width = image.naturalWidth;
      item.height = image.naturalHeight;
    } catch {
      previews.drop(item.key);
    }
  }
  return item;
}

/** The pictures that every browser shows; others go as files. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
