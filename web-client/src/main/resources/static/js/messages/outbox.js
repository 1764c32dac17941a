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
    this.#items = this.#load().filter((item) => item.sender?.id === me.id);
  }

  /** In the order in which they were written. */
  of(room) {
    return this.#items.filter((item) => item.room === room);
  }

  get rooms() {
    return [...new Set(this.#items.map((item) => item.room))];
  }

  get(id) {
    return this.#items.find((item) => item.id === id) ?? null;
  }

  add(room, sender, content, createdAt) {
    const id = crypto.randomUUID?.() ?? uuid();
    const item = { id, room, sender, content, created_at: createdAt, state: "pending" };
    this.#items.push(item);
    this.#save();
    return item;
  }

  /** The server has stored it; it stays here until the log shows it. */
  confirm(id) {
    this.#change(id, { state: "sent", reason: undefined });
  }

  fail(id, reason) {
    this.#change(id, { state: "failed", reason });
  }

  revive(id) {
    this.#change(id, { state: "pending", reason: undefined });
  }

  remove(id) {
    const before = this.#items.length;
    this.#items = this.#items.filter((item) => item.id !== id);
    if (this.#items.length !== before) {
      this.#save();
    }
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
