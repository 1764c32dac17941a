package io.tertulia.events.realtime;

import io.tertulia.events.User;

/** Somebody started or stopped typing in the room that is the record's key. */
public record Typing(User user, boolean isTyping) {}
