// The open room's messages in the reader's hands: by mouse, finger and keyboard.

import { byId } from "../base/dom.js";
import { openLightbox, pictureMessages } from "../files/lightbox.js";
import { openReaders } from "../reading/readers-dialog.js";
import { LongPress } from "./long-press.js";
import { MessageActions } from "./message-actions.js";
import { MessageClicks } from "./message-clicks.js";
import { MessageKeys } from "./message-keys.js";

export class MessageHandling {
  #desk;
  #conversation;
  #room;
  #actions;
  #parts;

  /**
   * @param {object} desk see room-view.js
   * @param {import("./conversation.js").Conversation} conversation
   * @param {{room: () => object, composer: object, pointTo: (id: string) => void}} view
   */
  constructor(desk, conversation, { room, composer, pointTo }) {
    this.#desk = desk;
    this.#conversation = conversation;
    this.#room = room;
    const showReaders = (message) => this.#showReaders(message);
    const reply = (message) => composer.reply(message);
    this.#actions = new MessageActions({
      me: desk.me,
      room,
      own: desk.own,
      reply,
      edit: (message) => composer.edit(message),
      showReaders,
    });
    const frame = byId("messages");
    this.#parts = [
      new MessageKeys(frame, (element) => this.#openMenu(element, element.querySelector(".bubble")), () => composer.focus()),
      new LongPress(frame, (target, at) => this.#pressed(target, at)),
      new MessageClicks(frame, this.#actions, {
        messageOf: (element) => this.#messageOf(element),
        pointTo,
        retry: (id) => desk.sending.retry(id),
        discard: (id) => desk.sending.discard(id),
        reply,
        showReaders,
        showPicture: (message) => openLightbox(pictureMessages(conversation.log), message.id),
      }),
    ];
  }

  close() {
    this.#parts.forEach((part) => part.close());
  }

  #messageOf(element) {
    return this.#conversation.log.get(element.dataset.messageId)?.message ?? null;
  }

  #openMenu(element, at) {
    const message = this.#messageOf(element);
    if (message && !message.is_deleted) {
      this.#actions.openMenu(message, at);
    }
  }

  #pressed(target, at) {
    const element = target.closest("[data-state='stored']");
    if (element) {
      navigator.vibrate?.(10);
      this.#openMenu(element, at);
    }
  }

  #showReaders(message) {
    const { participants = [], participant_count: count } = this.#room();
    openReaders(message, participants, participants.length >= count, this.#desk.presence);
  }
}
