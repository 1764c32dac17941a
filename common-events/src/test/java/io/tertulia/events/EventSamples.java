package io.tertulia.events;

import io.tertulia.events.message.Attachment;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.message.MessageType;
import io.tertulia.events.message.Refusal;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.events.realtime.ConnectionLease;
import io.tertulia.events.realtime.Typing;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One object of every record type, the same that the golden files hold. */
final class EventSamples {

    static final UUID ROOM = id("01");
    static final User ANA = new User(id("0a"), "ana", "Ana", "Pérez");
    static final User BRUNO = new User(id("0b"), "bruno", "Bruno", "");
    static final UUID FIRST = id("11");
    static final UUID SECOND = id("12");

    private static final UUID COMMAND = id("c1");
    private static final UUID FILE = id("f1");
    private static final String FILE_URL = "/api/v1/chat/attachments/%s/".formatted(FILE);
    private static final Instant EDITED = Instant.parse("2026-11-05T18:02:00Z");

    private EventSamples() {}

    /** A topic's record type by its CloudEvents name. */
    record Kind(Topic<?> topic, Class<?> dataClass, String type) {
        @Override
        public String toString() {
            return type;
        }
    }

    /** All topics that the catalogue declares; found by reflection, so none can be forgotten. */
    static List<Topic<?>> topics() {
        return Arrays.stream(Topics.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> field.getType() == Topic.class)
                .<Topic<?>>map(
                        field -> {
                            try {
                                return (Topic<?>) field.get(null);
                            } catch (IllegalAccessException e) {
                                throw new AssertionError(e);
                            }
                        })
                .toList();
    }

    static Stream<Kind> kinds() {
        return topics().stream().flatMap(EventSamples::kinds);
    }

    static Stream<Kind> publicKinds() {
        return Topics.PUBLIC.stream().flatMap(EventSamples::kinds);
    }

    private static Stream<Kind> kinds(Topic<?> topic) {
        return topic.types().entrySet().stream()
                .map(entry -> new Kind(topic, entry.getKey(), entry.getValue()))
                .sorted((a, b) -> a.type().compareTo(b.type()));
    }

    /** The sample of each record class. */
    static Map<Class<?>, Object> byClass() {
        return Stream.of(rooms(), messages(), presence(), commands(), others())
                .flatMap(List::stream)
                .collect(Collectors.toMap(Object::getClass, Function.identity()));
    }

    private static List<Object> rooms() {
        Room room = room(2, "2026-11-05T18:00:01.500Z");
        var direct =
                new Room(
                        ROOM,
                        "",
                        "",
                        RoomType.DIRECT,
                        Visibility.PRIVATE,
                        2,
                        ANA,
                        false,
                        room.createdAt(),
                        room.updatedAt());
        return List.of(
                new RoomEvent.RoomCreated(room(1, "2026-11-05T18:00:00Z")),
                new RoomEvent.RoomUpdated(direct),
                new RoomEvent.ParticipantJoined(room, BRUNO, Role.MEMBER),
                new RoomEvent.ParticipantLeft(room(1, "2026-11-05T18:00:01.500Z"), BRUNO),
                new RoomEvent.ParticipantRoleChanged(room, BRUNO, Role.ADMIN));
    }

    private static List<Object> messages() {
        var answered = new Message.RepliedMessage(FIRST, ANA, "¿Hay alguien?");
        Message sent = message(2, "¡Hola, Ana! 👋", answered, null);
        return List.of(
                new MessageEvent.MessageSent(sent),
                new MessageEvent.MessageEdited(
                        edited(message(3, "¡Hola, Ana!", answered, null), false)),
                new MessageEvent.MessageDeleted(edited(message(5, "", null, null), true)),
                new MessageEvent.ReactionsChanged(image()));
    }

    private static List<Object> presence() {
        return List.of(
                new PresenceEvent.UserCameOnline(ANA),
                new PresenceEvent.UserWentOffline(ANA, Instant.parse("2026-11-05T19:00:00.250Z")),
                new PresenceEvent.UserJoinedRoom(ANA, ROOM),
                new PresenceEvent.UserLeftRoom(ANA, ROOM, true));
    }

    private static List<Object> commands() {
        return List.of(
                new MessageCommand.SendMessage(
                        COMMAND, ROOM, ANA, "El acta", MessageType.FILE, null, FILE),
                new MessageCommand.EditMessage(COMMAND, ROOM, ANA, FIRST, "¿Hay alguien ahí?"),
                new MessageCommand.DeleteMessage(COMMAND, ROOM, ANA, FIRST),
                new MessageCommand.AddReaction(COMMAND, ROOM, ANA, FIRST, "👍"),
                new MessageCommand.RemoveReaction(COMMAND, ROOM, ANA, FIRST, "👍"),
                new MessageCommand.Probe(COMMAND, ROOM, ANA));
    }

    private static List<Object> others() {
        return List.of(
                new CommandReply.Accepted(FIRST, 2, true),
                new CommandReply.Refused(
                        Refusal.NOT_A_PARTICIPANT, "You do not take part in this room."),
                new CommandReply.Marked(3),
                new CommandReply.Alive(),
                new MarkRead(COMMAND, ROOM, ANA, List.of(FIRST, SECOND)),
                new MessagesRead(ANA, List.of(FIRST, SECOND), 2L, EDITED, List.of(BRUNO.id())),
                new ConnectionLease("realtime-7f3a", ANA, List.of(ROOM), 30_000),
                new Typing(ANA, true));
    }

    private static Room room(int participants, String updatedAt) {
        return new Room(
                ROOM,
                "Tertulia de los jueves",
                "Libros y café",
                RoomType.GROUP,
                Visibility.PUBLIC,
                participants,
                ANA,
                true,
                Instant.parse("2026-11-05T18:00:00Z"),
                Instant.parse(updatedAt));
    }

    private static Message message(
            long seq,
            String content,
            Message.@Nullable RepliedMessage replyTo,
            @Nullable Attachment attachment) {
        return new Message(
                SECOND,
                ROOM,
                seq,
                2,
                BRUNO,
                content,
                attachment == null ? MessageType.TEXT : MessageType.IMAGE,
                replyTo,
                attachment,
                Instant.parse("2026-11-05T18:01:00.123Z"),
                null,
                false,
                false,
                attachment == null ? Map.of() : Map.of("👍", 2, "❤️", 1));
    }

    private static Message image() {
        return message(
                4,
                "La portada",
                null,
                new Attachment(
                        FILE,
                        "canción.png",
                        "image/png",
                        48_213,
                        FILE_URL,
                        640,
                        480,
                        FILE_URL + "thumbnail/"));
    }

    private static Message edited(Message message, boolean isDeleted) {
        return new Message(
                message.id(),
                message.room(),
                message.seq(),
                message.number(),
                message.sender(),
                message.content(),
                message.messageType(),
                message.replyTo(),
                message.attachment(),
                message.createdAt(),
                EDITED,
                true,
                isDeleted,
                message.reactions());
    }

    private static UUID id(String end) {
        return UUID.fromString("0191f0a0-0000-7000-8000-0000000000" + end);
    }
}
