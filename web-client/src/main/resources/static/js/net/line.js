// The page's connection to the open room: hands on its frames, and says whether it stands.

import { Socket } from "./socket.js";

/**
 * @typedef {object} Listener
 * @property {(type: string, data: object) => void} frame
 * @property {(heads: Record<string, number>) => void} connected the last place of each room's log
 * @property {() => void} lost
 * @property {(state: string, why?: string) => void} state
 * @property {() => number} after the last place of the open room that is here
 * @property {() => Promise<boolean>} mayReconnect
 */
export class Line {
  #listener;
  #socket = null;

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  follow(room) {
    this.close();
    this.#socket = new Socket({
      path: () => `/ws/chat/${room}/?after=${this.#listener.after()}`,
      frame: (type, data) => this.#frame(type, data),
      state: (state, why) => this.#state(state, why),
      mayReconnect: () => this.#listener.mayReconnect(),
    });
    this.#socket.open();
  }

  close() {
    if (this.#socket) {
      this.#socket.close();
      this.#socket = null;
      this.#listener.lost();
    }
  }

  /** @returns {boolean} false if there is no connection that could take it */
  send(frame) {
    return this.#socket?.send(frame) ?? false;
  }

  #frame(type, data) {
    if (type === "ready") {
      this.#listener.connected(data.rooms ?? {});
    } else {
      this.#listener.frame(type, data);
    }
  }

  #state(state, why) {
    if (state !== "connected") {
      this.#listener.lost();
    }
    this.#listener.state(state, why);
  }
}
