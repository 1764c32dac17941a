// Hands each frame of the line to those whom it concerns.

const CHANGES = new Set(["message", "message_edited", "message_deleted", "reaction"]);

export class Frames {
  #me;
  #sending;
  #conversations;
  #rooms;
  #presence;
  #reading;
  #removed;

  /** @param {(room: string) => void} removed called when I take part in a room no longer */
  constructor(me, { sending, conversations, rooms, presence, reading, removed }) {
    this.#me = me;
    this.#sending = sending;
    this.#conversations = conversations;
    this.#rooms = rooms;
    this.#presence = presence;
    this.#reading = reading;
    this.#removed = removed;
  }

  take(type, data) {
    if (type === "ack") {
      this.#acknowledged(data);
    } else if (type === "error") {
      this.#refused(data);
    } else if (type === "user_status") {
      this.#presence.heard(data);
    } else if (type?.startsWith("room_") || type?.startsWith("participant_")) {
      this.#roomChanged(type, data);
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
    } else if (conversation) {
      conversation.frame(type, data);
    } else if (type === "resync") {
      this.#rooms.refresh();
    }
  }

  #roomChanged(type, data) {
    this.#rooms.roomChanged(type, data, this.#me);
    if (type === "participant_left" && data.user?.id === this.#me.id) {
      this.#removed(data.room);
    } else if (data.last_seq !== undefined) {
      // The room comes to me with this frame: from this place on I am shown everything.
      this.#conversations.get(data.room)?.connected(data.last_seq);
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
