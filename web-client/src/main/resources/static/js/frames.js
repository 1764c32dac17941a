// Hands each frame of the line to those whom it concerns.

const CHANGES = new Set(["message", "message_edited", "message_deleted", "reaction"]);

export class Frames {
  #me;
  #sending;
  #conversations;
  #rooms;
  #presence;
  #reading;

  constructor(me, { sending, conversations, rooms, presence, reading }) {
    this.#me = me;
    this.#sending = sending;
    this.#conversations = conversations;
    this.#rooms = rooms;
    this.#presence = presence;
    this.#reading = reading;
  }

  take(type, data) {
    if (type === "ack") {
      this.#acknowledged(data);
    } else if (type === "error") {
      this.#refused(data);
    } else if (type === "user_status") {
      this.#presence.heard(data);
    } else if (type?.startsWith("room_") || type?.startsWith("participant_")) {
      this.#rooms.roomChanged(type, data, this.#me);
    } else {
      this.#ofRoom(type, data);
    }
  }

  #ofRoom(type, data) {
    if (CHANGES.has(type)) {
      this.#rooms.heard(type, data, data.sender.id === this.#me.id);
    }
    const conversation = this.#conversations.get(data.room);
    if (type === "messages_read") {
      this.#reading.heard(data, conversation);
    } else {
      conversation?.frame(type, data);
    }
  }

  #refused({ client_id: clientId, code, detail }) {
    if (!this.#reading.marks.refused(clientId, code)) {
      this.#sending.delivery.refused(clientId, code, detail);
    }
  }

  #acknowledged({ client_id: clientId, message_id: messageId, seq }) {
    if (this.#reading.marks.acknowledged(clientId)) {
      return;
    }
    const { outbox, delivery } = this.#sending;
    const item = outbox.get(messageId) ?? outbox.get(clientId);
    if (item) {
      delivery.acknowledged(item.id);
      this.#conversations.get(item.room)?.acknowledged(item.id, seq);
    }
  }
}
