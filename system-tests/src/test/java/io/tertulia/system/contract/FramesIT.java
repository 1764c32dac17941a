package io.tertulia.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.ChatSocket;
import io.tertulia.system.Person;
import io.tertulia.system.SharedTertulia;
import io.tertulia.system.TertuliaProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Frames are what {@code docs/asyncapi.yaml} says, in both directions and both dialects. */
class FramesIT {

    private static final SocketDocument DOCUMENT = SocketDocument.get();
    private static final TertuliaProcess TERTULIA = SharedTertulia.get();
    private static final Person ALICE = Person.register(TERTULIA, "alice");
    private static final Person BOB = Person.register(TERTULIA, "bob");
    private static final Person CAROL = Person.register(TERTULIA, "carol");

    /** What a conversation without mishaps does not bring. */
    private static final Set<String> NOT_SEEN_HERE = Set.of("resync", "room_created");

    private final String room = ALICE.createRoom("Frames", BOB);

    @ParameterizedTest
    @ValueSource(strings = {"onAction", "onSignal"})
    void everyExampleOfAFrameIsUnderstood(String operation) {
        boolean actions = operation.equals("onAction");
        String message = ALICE.say(room, "a message").get("id").asString();
        try (var socket = actions ? ALICE.open(room) : ALICE.openSignals(room)) {
            for (String pointer : DOCUMENT.messages(operation)) {
                JsonNode example = DOCUMENT.root().at(pointer + "/examples/0/payload");
                assertThat(example.isObject()).as(pointer).isTrue();
                socket.send(about(example, message).toString());
            }
            String done = "{\"%s\": \"no such thing\"}".formatted(actions ? "action" : "type");
            socket.send(done);

            socket.await("error", each -> code(each).equals("unknown_action"));
            assertThat(socket.frames("error"))
                    .as("what came of them")
                    .allMatch(
                            each ->
                                    Set.of("unknown_action", "already_deleted")
                                            .contains(code(each)));
        }
    }

    @Test
    void everyFrameThatIsShownIsDocumented() {
        try (var hers = ALICE.open(room);
                var signals = BOB.openSignals(room)) {
            hers.await("ready");
            String message = converse(hers);
            signals.await("new_message", each -> each.at("/message/id").asString().equals(message));
            signals.send("{\"type\": \"dance\"}");
            signals.await("error");

            assertThat(hers.frames())
                    .allSatisfy(each -> assertThat(objections("showAction", each)).isEmpty());
            assertThat(signals.frames())
                    .allSatisfy(each -> assertThat(objections("showSignal", each)).isEmpty());
            assertThat(types(hers)).containsAll(documented("showAction"));
            assertThat(types(signals)).containsAll(documented("showSignal"));
        }
    }

    @Test
    void everyFrameOfASocketOfAllRoomsIsDocumented() {
        var all = TERTULIA.socketUri("/ws/chat/?token=" + CAROL.token());
        String known = CAROL.createRoom("All rooms", BOB);
        try (var hers = CAROL.openAll();
                var signals = ChatSocket.connect(all, Map.of())) {
            hers.await("ready");
            String made = CAROL.createRoom("One more", BOB);
            hers.await("room_created");
            BOB.say(known, "welcome");
            String said = BOB.say(made, "welcome").get("id").asString();
            hers.await("message", each -> each.at("/data/id").asString().equals(said));
            signals.await("new_message");
            try (var his = BOB.open(made)) {
                his.send(Map.of("action", "typing", "is_typing", true));
                hers.await("typing");
                signals.await("typing_start");
            }

            assertThat(hers.frames())
                    .allSatisfy(
                            each -> assertThat(objections("showActionInAnyRoom", each)).isEmpty());
            assertThat(signals.frames())
                    .allSatisfy(
                            each -> assertThat(objections("showSignalInAnyRoom", each)).isEmpty());
        }
    }

    /** Makes every kind of frame come, and gives the id of what was said last. */
    private String converse(ChatSocket hers) {
        String at = "/api/v1/chat/rooms/" + room + "/";
        String first = BOB.say(room, "first").get("id").asString();
        try (var his = BOB.open(room)) {
            his.await("ready");
            his.send(Map.of("action", "typing", "is_typing", true));
            his.send(Map.of("action", "mark_read", "message_ids", List.of(first)));
            hers.await("typing");
            hers.send(Map.of("action", "mark_read", "message_ids", List.of(first)));
            hers.send(Map.of("action", "dance"));
            hers.await("messages_read");
            hers.await("ack");
            his.send(Map.of("action", "typing", "is_typing", false));
        }
        String changed = "/api/v1/chat/messages/" + first + "/";
        BOB.put(changed, Map.of("content", "edited")).expect(200);
        BOB.put(changed + "reactions/%F0%9F%91%8D/").expect(200);
        BOB.delete(changed).expect(204);
        ALICE.patch(at, Map.of("name", "Frames, too")).expect(200);
        CAROL.post(at + "join/").expect(200);
        ALICE.patch(at + "participants/" + CAROL.id() + "/", Map.of("role", "admin")).expect(200);
        CAROL.post(at + "leave/").expect(200);
        hers.await("participant_left");
        hers.await("room_updated", each -> each.at("/data/role").asString("").equals("admin"));
        try (var signals = BOB.openSignals(room);
                var again = ALICE.openSignals(room)) {
            again.send("{\"type\": \"typing_start\"}");
            signals.await("typing_start");
            again.send("{\"type\": \"typing_stop\"}");
            signals.await("typing_stop");
        }
        return ALICE.say(room, "last").get("id").asString();
    }

    private static List<String> objections(String operation, JsonNode frame) {
        return DOCUMENT.objections(operation, frame);
    }

    private static Set<String> documented(String operation) {
        Set<String> types = new HashSet<>();
        DOCUMENT.messages(operation).forEach(message -> types.addAll(DOCUMENT.types(message)));
        types.removeAll(NOT_SEEN_HERE);
        return types;
    }

    private static Set<String> types(ChatSocket socket) {
        Set<String> types = new HashSet<>();
        socket.frames().forEach(each -> types.add(each.get("type").asString()));
        return types;
    }

    /** The example with an id that exists here, where it names a message. */
    private static JsonNode about(JsonNode example, String message) {
        var frame = (ObjectNode) example.deepCopy();
        if (frame.has("message_id")) {
            frame.put("message_id", message);
        }
        if (frame.has("id")) {
            frame.put("id", java.util.UUID.randomUUID().toString());
        }
        return frame;
    }

    /** Of either dialect. */
    private static String code(JsonNode error) {
        return error.at("/data/code").asString(error.path("code").asString(""));
    }
}
