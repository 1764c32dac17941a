package io.tertulia.realtime.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.Topics;
import io.tertulia.events.message.MessageEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of change of a room's conversation, and the frames that show them. */
public enum MessageChange {
    SENT("message", MessageEvent.MessageSent.class, true),
    EDITED("message_edited", MessageEvent.MessageEdited.class, false),
    DELETED("message_deleted", MessageEvent.MessageDeleted.class, false),
    REACTIONS("reaction", MessageEvent.ReactionsChanged.class, false);

    private static final byte[] END = {'}'};
    private static final byte[] SIGNAL_PREFIX = bytes("{\"type\":\"new_message\",\"message\":");

    private static final Map<String, MessageChange> BY_EVENT_TYPE =
            Arrays.stream(values())
                    .collect(Collectors.toMap(c -> c.eventType, Function.identity()));
    private static final Map<String, MessageChange> BY_FRAME_TYPE =
            Arrays.stream(values())
                    .collect(Collectors.toMap(c -> c.frameType, Function.identity()));

    private static final Map<MessageChange, byte[]> ACTION_PREFIXES =
            Arrays.stream(values())
                    .collect(
                            Collectors.toMap(
                                    Function.identity(),
                                    c ->
                                            bytes(
                                                    "{\"type\":\"%s\",\"data\":"
                                                            .formatted(c.frameType))));

    private final String frameType;
    private final String eventType;
    private final boolean isSignalled;

    MessageChange(String frameType, Class<? extends MessageEvent> event, boolean isSignalled) {
        this.frameType = frameType;
        this.eventType = Objects.requireNonNull(Topics.MESSAGE_EVENTS.types().get(event));
        this.isSignalled = isSignalled;
    }

    /** The kind for a CloudEvents type; empty for one that a newer producer has added. */
    public static Optional<MessageChange> ofEvent(@Nullable String type) {
        return type == null ? Optional.empty() : Optional.ofNullable(BY_EVENT_TYPE.get(type));
    }

    /** The kind for a {@code type} of the room log's pages, which is that of the frames. */
    public static Optional<MessageChange> ofFrame(String type) {
        return Optional.ofNullable(BY_FRAME_TYPE.get(type));
    }

    /**
     * The frame that shows a change.
     *
     * @param message the message's JSON, taken as it is
     * @return null where the dialect has no such frame
     */
    public @Nullable FrameText frame(Dialect dialect, byte[] message) {
        return switch (dialect) {
            case ACTIONS -> new FrameText(actionPrefix(), message, END);
            case SIGNALS -> isSignalled ? new FrameText(SIGNAL_PREFIX, message, END) : null;
        };
    }

    private byte[] actionPrefix() {
        return Objects.requireNonNull(ACTION_PREFIXES.get(this));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
