// Reading in the open room: what comes into sight, where the new ones begin, what is unread above.

import { byId } from "../base/dom.js";
import { Sight } from "./sight.js";
import { UnreadChip } from "./unread-chip.js";

export class RoomReading {
  #conversation;
  #reading;
  #list;
  #unreadCount;
  #sight;
  #chip;
  #hasBegun = false;

  /**
   * @param {import("../messages/conversation.js").Conversation} conversation
   * @param {import("./reading.js").Reading} reading
   * @param {() => number} unreadCount how many the list of rooms says to be unread
   */
  constructor(conversation, reading, unreadCount) {
    this.#conversation = conversation;
    this.#reading = reading;
    this.#unreadCount = unreadCount;
    this.#sight = new Sight(byId("messages"), (id) => reading.inSight(conversation, id));
    this.#chip = new UnreadChip({
      goTo: () => (conversation.unread.line ? this.#list.scrollToUnread() : this.#list.scrollToTop()),
      markAll: () => reading.markAll(conversation).then(() => this.show()),
    });
  }

  /** @param {import("../messages/message-list.js").MessageList} list */
  with(list) {
    this.#list = list;
  }

  close() {
    this.#sight.close();
    this.#chip.close();
  }

  /** There is a connection again: what was read meanwhile is asked for anew. */
  connected() {
    this.#sight.again();
  }

  watch(element) {
    this.#sight.watch(element);
  }

  /**
   * Finds out what is unread, once the newest messages are here: before nobody can say.
   * @returns {boolean} true the one time that it does
   */
  begin() {
    const { log, history } = this.#conversation;
    if (this.#hasBegun || (log.size === 0 && history.isLoading)) {
      return false;
    }
    this.#hasBegun = true;
    this.#reading.begin(this.#conversation);
    return true;
  }

  show() {
    const { history, unread, log } = this.#conversation;
    const top = log.get(this.#list.firstInSight)?.place ?? 0;
    this.#chip.show(unread.above(history.stretch().messages, top, this.#unreadCount()));
  }
}
