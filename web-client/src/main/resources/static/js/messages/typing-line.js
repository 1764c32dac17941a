// The line above the input that says who is typing.

import { byId, setText } from "../base/dom.js";
import { nameOf } from "../base/format.js";
import { typingText } from "../base/i18n.js";

const TICK_MS = 500;

export class TypingLine {
  #typing;
  #participants;
  #ticking;

  /**
   * @param {import("./typing.js").TypingPeople} typing
   * @param {() => object[]} participants those whose names are known
   */
  constructor(typing, participants) {
    this.#typing = typing;
    this.#participants = participants;
    this.#ticking = setInterval(() => this.show(), TICK_MS);
  }

  close() {
    clearInterval(this.#ticking);
    setText(byId("typing"), "");
  }

  show() {
    const names = this.#typing.at(Date.now()).map(({ id, username }) => {
      const person = this.#participants().find((participant) => participant.id === id);
      return person ? nameOf(person) : username;
    });
    const line = byId("typing");
    setText(line, typingText(names));
    line.classList.toggle("active", names.length > 0);
  }
}
