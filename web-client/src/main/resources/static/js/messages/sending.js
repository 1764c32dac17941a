// What I write on its way out: the outbox, its files and its delivery, for all rooms.

import { attach } from "../net/api.js";
import { previews } from "../files/previews.js";
import { Uploads } from "../files/uploads.js";
import { Delivery } from "./delivery.js";
import { Outbox } from "./outbox.js";

export class Sending {
  #send;
  #changed;

  /**
   * @param {(frame: object) => boolean} send false while there is no connection
   * @param {(room: string) => void} changed
   */
  constructor(me, send, changed) {
    this.#send = send;
    this.#changed = changed;
    this.outbox = new Outbox(me, sessionStorage);
    this.delivery = new Delivery(this.outbox, send, changed);
    this.uploads = new Uploads(attach, {
      done: (id, attachment) => this.#uploaded(id, attachment),
      failed: (id, { code, detail, status }) => this.#fail(id, { code, detail, status }),
      progress: showProgress,
    });
    addEventListener("beforeunload", this.#warn);
  }

  close() {
    removeEventListener("beforeunload", this.#warn);
    this.uploads.close();
    this.delivery.close();
  }

  /** A frame that needs no answer. */
  tell(frame) {
    this.#send(frame);
  }

  /** Each file is a message of its own; the first one carries the words. */
  say(conversation, { content, replyTo, files }) {
    const [first, ...others] = files;
    this.#sayOne(conversation, { content, replyTo }, first);
    others.forEach((file) => this.#sayOne(conversation, { content: "" }, file));
  }

  retry(id) {
    const item = this.outbox.get(id);
    this.delivery.retry(id);
    if (this.outbox.get(id)?.state === "uploading" && !this.uploads.retry(id)) {
      this.outbox.fail(id, { code: "file_gone" });
    }
    this.#changed(item?.room);
  }

  discard(id) {
    const item = this.outbox.get(id);
    this.uploads.cancel(id);
    this.outbox.remove(id);
    previews.drop(id);
    this.#changed(item?.room);
  }

  #sayOne(conversation, words, chosen) {
    if (!chosen) {
      conversation.say(words);
      return;
    }
    const { file, key, width, height } = chosen;
    const { name, size, type } = file;
    const { id, room } = conversation.say({ ...words, file: { name, size, type, width, height } });
    previews.move(key, id);
    this.uploads.start(id, room, file);
  }

  #uploaded(id, attachment) {
    const item = this.outbox.get(id);
    if (item) {
      this.outbox.uploaded(id, attachment);
      this.delivery.flush();
      this.#changed(item.room);
    }
  }

  #fail(id, reason) {
    const item = this.outbox.get(id);
    if (item) {
      this.outbox.fail(id, reason);
      this.#changed(item.room);
    }
  }

  // A text waits for the next visit; a file that is half sent would be gone.
  #warn = (event) => {
    if (this.uploads.isBusy) {
      event.preventDefault();
    }
  };
}

function showProgress(id, part) {
  const bar = document.querySelector(`progress[data-upload="${CSS.escape(id)}"]`);
  if (bar) {
    bar.value = part;
  }
}
