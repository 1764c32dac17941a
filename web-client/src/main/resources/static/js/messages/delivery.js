// Brings the outbox to the server: a few at a time, again after a silence, until each message is
// acknowledged or refused.

/** So that a long outbox is not a flood after a reconnect. */
const IN_FLIGHT = 8;
const ACK_WITHIN_MS = 10_000;
const MOST_TRIES = 4;
/**
 * Refusals that pass by themselves, and after how long; every other code is about the message. Who
 * has made or joined a room a moment ago may still be unknown to whom it is written to.
 */
const PASSING_MS = new Map([
  ["too_fast", 2_000],
  ["unavailable", 2_000],
  ["internal_error", 2_000],
  ["timeout", 2_000],
  ["not_a_participant", 400],
]);

export class Delivery {
  #outbox;
  #send;
  #changed;
  #flying = new Map();
  #tries = new Map();
  #wait = null;

  /**
   * @param {(frame: object) => boolean} send false while there is no connection
   * @param {(room: string) => void} changed a room's outbox looks otherwise now
   */
  constructor(outbox, send, changed) {
    this.#outbox = outbox;
    this.#send = send;
    this.#changed = changed;
  }

  /** Sends what may be sent now. Called after a connection, an ack, a new message. */
  flush() {
    if (this.#wait !== null) {
      return;
    }
    for (const item of this.#outbox.all()) {
      if (this.#flying.size >= IN_FLIGHT) {
        return;
      }
      if (item.state === "pending" && !this.#flying.has(item.id)) {
        this.#sendOne(item);
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
    const item = this.#outbox.get(id);
    if (!item) {
      return;
    }
    this.#landed(id);
    const tries = this.#tries.get(id) ?? 0;
    if (PASSING_MS.has(code) && tries < MOST_TRIES) {
      this.#pause(PASSING_MS.get(code) * tries);
    } else {
      this.#tries.delete(id);
      this.#outbox.fail(id, { code, detail });
    }
    this.#changed(item.room);
    this.flush();
  }

  retry(id) {
    this.#outbox.revive(id);
    this.flush();
  }

  close() {
    this.lost();
    clearTimeout(this.#wait);
  }

  #sendOne(item) {
    const { id } = item;
    if (this.#send(frameOf(item))) {
      this.#tries.set(id, (this.#tries.get(id) ?? 0) + 1);
      this.#flying.set(id, setTimeout(() => this.#silent(id), ACK_WITHIN_MS));
    }
  }

  #silent(id) {
    this.#landed(id);
    if (this.#tries.get(id) >= MOST_TRIES) {
      this.#tries.delete(id);
      this.#outbox.fail(id, { code: "no_answer", detail: "" });
      this.#changed(this.#outbox.get(id)?.room);
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

function frameOf({ id, room, content, reply_to: replyTo, attachment }) {
  return {
    action: "send_message",
    room,
    id,
    client_id: id,
    content,
    message_type: typeOf(attachment),
    ...(replyTo && { reply_to_id: replyTo.id }),
    ...(attachment && { attachment_id: attachment.id }),
  };
}

// What the server makes of an attachment it decides by itself; this is what it is sent as.
function typeOf(attachment) {
  if (!attachment) {
    return "text";
  }
  return attachment.thumbnail_url ? "image" : "file";
}
