// The page's one connection to the server, for all rooms: hands on frames, and says whether it stands.

import { people } from "./api.js";
import { Socket } from "./socket.js";

const PATH = "/ws/chat/";

/**
 * @typedef {object} Listener
 * @property {(type: string, data: object) => void} frame
 * @property {(heads: Record<string, number>) => void} connected the place of each room's log from
 *     which on everything is shown
 * @property {() => void} lost
 * @property {(state: string, why?: string) => void} state
 */
export class Line {
  #listener;
  #socket;

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
    this.#socket = new Socket({
      path: () => PATH,
      frame: (type, data) => this.#frame(type, data),
      state: (state, why) => this.#state(state, why),
      // It may have been an expired token: any call renews it on its way, or ends the session.
      refused: () => people.me().catch(() => {}),
    });
  }

  open() {
    this.#socket.open();
  }

  close() {
    this.#socket.close();
    this.#listener.lost();
  }

  /** @returns {boolean} false if there is no connection that could take it */
  send(frame) {
    return this.#socket.send(frame);
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
