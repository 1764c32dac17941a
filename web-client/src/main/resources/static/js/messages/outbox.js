// What was written here and is not in the log yet, kept over a reload of the page.
//
// A message has its id from the moment it is written. The server takes an id once for ever, so
// everything here may be sent again at any time and nothing is ever sent twice.

const KEY = "tertulia.outbox";

export class Outbox {
  #items;
  #storage;

  /** @param {Storage} storage the tab's own: two tabs would otherwise undo each other's entries */
  constructor(me, storage) {
    this.#storage = storage;
    // What was sent is in the log, which will show it.
    this.#items = this.#load().filter((item) => item.sender?.id === me.id && item.state !== "sent");
    // The page that had the file is gone, and with it what was not uploaded.
    for (const item of this.#items.filter(({ state }) => state === "uploading")) {
      Object.assign(item, { state: "failed", reason: { code: "file_gone" } });
    }
  }

  /** In the order in which they were written. */
  all() {
    return [...this.#items];
  }

  of(room) {
    return this.#items.filter((item) => item.room === room);
  }

  get(id) {
    return this.#items.find((item) => item.id === id) ?? null;
  }

  /**
   * @param {{content: string, replyTo?: object, file?: object}} words `file` is what is known of a
   *     file before the server has it; such a message waits for `uploaded`
   */
  add(room, sender, { content, replyTo = null, file = null }, createdAt) {
    const id = crypto.randomUUID?.() ?? uuid();
    const state = file ? "uploading" : "pending";
    const item = { id, room, sender, content, reply_to: replyTo, file, created_at: createdAt, state };
    this.#items.push(item);
    this.#save();
    return item;
  }

  /** The server has the file of this message, which may be sent from now on. */
  uploaded(id, attachment) {
    this.#change(id, { state: "pending", reason: undefined, attachment });
  }

  /** The server has stored it; it stays here until the log shows it. */
  confirm(id) {
    this.#change(id, { state: "sent", reason: undefined });
  }

  fail(id, reason) {
    this.#change(id, { state: "failed", reason });
  }

  /** Once more: from the file's upload on, if that is what failed. */
  revive(id) {
    const item = this.get(id);
    const state = item?.file && !item.attachment ? "uploading" : "pending";
    this.#change(id, { state, reason: undefined });
  }

  remove(id) {
    const before = this.#items.length;
    this.#items = this.#items.filter((item) => item.id !== id);
    if (this.#items.length !== before) {
      this.#save();
    }
  }

  /** The log of a room was begun anew: what had been sent is somewhere in it. */
  removeSent(room) {
    this.#items = this.#items.filter((item) => item.room !== room || item.state !== "sent");
    this.#save();
  }

  #change(id, values) {
    const item = this.get(id);
    if (item) {
      Object.assign(item, values);
      this.#save();
    }
  }

  #load() {
    try {
      const items = JSON.parse(this.#storage.getItem(KEY));
      return Array.isArray(items) ? items : [];
    } catch {
      return [];
    }
  }

  #save() {
    try {
      this.#storage.setItem(KEY, JSON.stringify(this.#items));
    } catch {
      // Full or forbidden: the entries then live as long as the page does.
    }
  }
}

// randomUUID is for secure origins only; a page on a plain-HTTP address of a local network still
// has random bytes.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
