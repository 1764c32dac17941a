// Brings one room's outbox to the server: a few at a time, again after a silence, until each is
// acknowledged or refused.

import { messages } from "../net/api.js";

/** So that a long outbox is not a flood after a reconnect. */
const IN_FLIGHT = 8;
const ACK_WITHIN_MS = 10_000;
const MOST_TRIES = 4;
/** Refusals that pass by themselves; every other code is about the message. */
const PASSING = new Set(["too_fast", "unavailable", "internal_error", "timeout"]);
const PASSING_WAIT_MS = 2_000;

export class Delivery {
  #room;
  #outbox;
  #send;
  #changed;
  #flying = new Map();
  #tries = new Map();
  #wait = null;

  /** @param {(frame: object) => boolean} send false while there is no connection */
  constructor(room, outbox, send, changed) {
    this.#room = room;
    this.#outbox = outbox;
    this.#send = send;
    this.#changed = changed;
  }

  /** Sends what may be sent now. Called after a connection, an ack, a new message. */
  flush() {
    if (this.#wait !== null) {
      return;
    }
    for (const item of this.#outbox.of(this.#room)) {
      if (this.#flying.size >= IN_FLIGHT) {
        return;
      }
      if (item.state === "pending" && !this.#flying.has(item.id) && !this.#sendOne(item)) {
        return;
      }
    }
  }

  /** The connection is gone, and with it every ack that had not come. */
  lost() {
    this.#flying.forEach(clearTimeout);
    this.#flying.clear();
    this.#tries.clear();
  }

  acknowledged(id) {
    this.#landed(id);
    this.#tries.delete(id);
    this.#outbox.confirm(id);
    this.flush();
  }

  refused(id, code, detail) {
    if (!this.#outbox.get(id)) {
      return;
    }
    this.#landed(id);
    if (PASSING.has(code) && (this.#tries.get(id) ?? 0) < MOST_TRIES) {
      this.#pause(PASSING_WAIT_MS * this.#tries.get(id));
    } else {
      this.#tries.delete(id);
      this.#outbox.fail(id, { code, detail });
    }
    this.#changed();
    this.flush();
  }

  retry(id) {
    this.#outbox.revive(id);
    this.flush();
    this.#changed();
  }

  /** The room is left with things unsaid: they go by REST, with the same ids. */
  close() {
    this.lost();
    clearTimeout(this.#wait);
    return sendByRest(this.#room, this.#outbox);
  }

  #sendOne(item) {
    const { id, content } = item;
    const frame = { action: "send_message", id, client_id: id, content, message_type: "text" };
    if (!this.#send(frame)) {
      return false;
    }
    this.#tries.set(id, (this.#tries.get(id) ?? 0) + 1);
    this.#flying.set(id, setTimeout(() => this.#silent(id), ACK_WITHIN_MS));
    return true;
  }

  #silent(id) {
    this.#landed(id);
    if (this.#tries.get(id) >= MOST_TRIES) {
      this.#tries.delete(id);
      this.#outbox.fail(id, { code: "no_answer", detail: "" });
      this.#changed();
    }
    this.flush();
  }

  #landed(id) {
    clearTimeout(this.#flying.get(id));
    this.#flying.delete(id);
  }

  #pause(ms) {
    clearTimeout(this.#wait);
    this.#wait = setTimeout(() => {
      this.#wait = null;
      this.flush();
    }, ms);
  }
}

/** Sends a room's waiting messages without a socket; what cannot be sent now stays for later. */
export async function sendByRest(room, outbox) {
  for (const item of outbox.of(room)) {
    try {
      if (item.state === "pending") {
        await messages.send(item);
      }
      if (item.state !== "failed") {
        outbox.remove(item.id);
      }
    } catch (problem) {
      if (problem.isPassing || problem.status === 401) {
        return;
      }
      outbox.fail(item.id, { code: problem.code, detail: problem.detail });
    }
  }
}
