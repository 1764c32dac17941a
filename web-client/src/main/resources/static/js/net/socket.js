// One WebSocket that comes back by itself: opens, listens, pings, notices silence, reconnects.

import { afterClose, backOffMs } from "./reconnect.js";
import { session } from "./session.js";

const OPEN_WITHIN_MS = 15_000;
const PING_EVERY_MS = 25_000;
const ANSWER_WITHIN_MS = 10_000;
/** A connection that held this long was a good one: the next failure counts as the first. */
const HELD_MS = 10_000;

/**
 * @typedef {object} Listener
 * @property {() => string} path address below the origin; asked anew at every connection
 * @property {(type: string, data: object) => void} frame
 * @property {(state: "connecting"|"connected"|"reconnecting"|"stopped") => void} state
 * @property {() => Promise<void>} refused called when a connection was refused: a browser does not
 *     tell its page why, so REST has to find out
 */
export class Socket {
  #listener;
  #ws = null;
  #attempt = 0;
  #readyAt = null;
  #retryTimer = null;
  #openTimer = null;
  #pingTimer = null;
  #silenceTimer = null;
  #closed = false;

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  open() {
    this.#listener.state("connecting");
    addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
    this.#connect();
  }

  /** Closes for good; nothing is called back after it. */
  close() {
    this.#closed = true;
    removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    clearTimeout(this.#retryTimer);
    this.#drop(1000);
  }

  get isReady() {
    return this.#readyAt !== null;
  }

  /** @returns {boolean} false if there is no connection that could take it */
  send(frame) {
    if (!this.isReady || this.#ws?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#ws.send(JSON.stringify(frame));
    return true;
  }

  #connect() {
    this.#retryTimer = null;
    const address = new URL(this.#listener.path(), location.origin);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const ws = new WebSocket(address);
    this.#ws = ws;
    ws.onmessage = (event) => this.#received(event.data);
    ws.onclose = (event) => this.#lost(event.code, event.reason);
    this.#openTimer = setTimeout(() => this.#giveUp(), OPEN_WITHIN_MS);
  }

  #received(text) {
    clearTimeout(this.#silenceTimer);
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return;
    }
    if (frame.type === "ready" && !this.isReady) {
      clearTimeout(this.#openTimer);
      this.#readyAt = Date.now();
      this.#pingTimer = setInterval(() => this.#ping(), PING_EVERY_MS);
      this.#listener.state("connected");
    }
    this.#listener.frame(frame.type, frame.data ?? {});
  }

  // Any answer will do, an error too: it shows that the other end is still there.
  #ping() {
    if (this.send({ action: "ping", client_id: "ping" })) {
      clearTimeout(this.#silenceTimer);
      this.#silenceTimer = setTimeout(() => this.#giveUp(), ANSWER_WITHIN_MS);
    }
  }

  // A dead network never answers the closing handshake, so its end is not waited for.
  #giveUp() {
    this.#lost(1006, "");
  }

  #drop(code) {
    clearTimeout(this.#openTimer);
    clearTimeout(this.#silenceTimer);
    clearInterval(this.#pingTimer);
    this.#readyAt = null;
    const ws = this.#ws;
    this.#ws = null;
    if (ws) {
      ws.onmessage = null;
      ws.onclose = null;
      ws.close(code);
    }
  }

  async #lost(code, reason) {
    const wasReady = this.isReady;
    if (wasReady && Date.now() - this.#readyAt >= HELD_MS) {
      this.#attempt = 0;
    }
    this.#drop();
    const next = afterClose({ code, reason, attempt: this.#attempt });
    this.#attempt += 1;
    if (!next.again) {
      this.#stop(next.why);
      return;
    }
    this.#listener.state("reconnecting");
    if (next.refresh) {
      await session.refresh();
    } else if (!wasReady) {
      await this.#listener.refused();
    }
    if (!this.#closed) {
      this.#retryTimer = setTimeout(() => this.#connect(), next.delayMs);
    }
  }

  #stop(why) {
    if (!this.#closed) {
      this.#listener.state("stopped", why);
      this.close();
    }
  }

  // The network is back, or the reader is: what was a long wait becomes a short one.
  #hurry = () => {
    if (this.#retryTimer !== null && document.visibilityState === "visible") {
      clearTimeout(this.#retryTimer);
      this.#retryTimer = setTimeout(() => this.#connect(), backOffMs(0));
    }
  };
}
