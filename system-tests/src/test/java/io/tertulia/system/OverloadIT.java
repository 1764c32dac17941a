package io.tertulia.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.frames.WireSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Goal: whoever asks for too much, or takes too little, is told so and loses nothing that was
 * accepted, and a conversation beside goes on. Method: the real gateway and everything behind it in
 * one process, with a conversation in another room. How long others wait is measured by {@code
 * ./tertulia bench overload}, not here.
 */
class OverloadIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** More than all buffers on the way hold, in messages of 16 kB. */
    private static final int MORE_THAN_BUFFERS = 2_200;

    private static final int WRITERS = 8;
    private static final int TOO_SLOW = 4408;
    private static final int SOCKETS_EACH = 50;
    private static final int CROWD = 20;

    private static TertuliaProcess tertulia;

    @BeforeAll
    static void up() {
        tertulia = TertuliaProcess.up();
    }

    @AfterAll
    static void down() {
        tertulia.close();
    }

    @Test
    void aSocketThatStopsReadingIsClosedWith4408AndMissesNothingAfterwards() throws Exception {
        Person host = Crowd.register(tertulia, 1).getFirst();
        List<Person> writers = Crowd.register(tertulia, WRITERS);
        String room = host.createRoom("Busy", writers.toArray(Person[]::new));
        try (var talk = new Talk(tertulia);
                var quick = host.open(room);
                var slow = openOnTheWire(host, room)) {
            talk.awaitMore(10, PATIENCE);
            String text = "🐢".repeat(4_000);
            List<Callable<JsonNode>> turns = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_BUFFERS; i++) {
                Person writer = writers.get(i % WRITERS);
                turns.add(() -> Crowd.say(writer, room, text));
            }
            Crowd.all(turns);
            talk.awaitMore(10, PATIENCE);

            WireSocket.Rest rest = slow.readToTheEnd();

            assertThat(rest.code()).isEqualTo(TOO_SLOW);
            List<Long> seen = seqs(rest.texts().stream().map(Person.JSON::readTree));
            assertThat(seen).containsExactlyElementsOf(upTo(seen.size()));
            assertThat(seen).hasSizeLessThan(MORE_THAN_BUFFERS);
            try (var back = host.open(room, seen.size())) {
                assertThatAllIsShown(back, seen.size() + 1);
            }
            assertThatAllIsShown(quick, 1);
            talk.finishAndCheck();
        }
    }

    /** A socket that takes nothing until it is read from. */
    private static WireSocket openOnTheWire(Person person, String room) {
        return WireSocket.open(
                tertulia.uri("/").getPort(),
                "/ws/chat/" + room + "/",
                "Authorization: Bearer " + person.token());
    }

    private static void assertThatAllIsShown(ChatSocket socket, long first) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> seqs(socket).contains((long) MORE_THAN_BUFFERS));
        assertThat(seqs(socket))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(first, MORE_THAN_BUFFERS).boxed().toList());
    }

    @Test
    void whoSendsTooFastOnASocketIsToldSoAndWhatIsAcknowledgedIsThereOnce() {
        Person fast = Crowd.register(tertulia, 1).getFirst();
        String room = fast.createRoom("Fast");
        try (var socket = fast.open(room)) {
            socket.await("ready");
            for (int i = 0; i < 300; i++) {
                socket.send(message(room, "c" + i));
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> socket.frames("error").stream().anyMatch(OverloadIT::isTooFast));
            socket.await("ack");

            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(log(fast, room))
                                            .doesNotHaveDuplicates()
                                            .containsAll(acknowledged(socket)));
            assertThat(socket.isOpen()).isTrue();
        }
    }

    private static List<String> acknowledged(ChatSocket socket) {
        return socket.frames("ack").stream()
                .map(ack -> ack.at("/data/message_id").asString())
                .toList();
    }

    @Test
    void whoPostsTooFastIsToldWhenToComeBackAndATalkGoesOn() throws Exception {
        Person fast = Crowd.register(tertulia, 1).getFirst();
        String room = fast.createRoom("Fast");
        try (var talk = new Talk(tertulia)) {
            List<Person.Answer> answers =
                    Crowd.all(
                            Collections.nCopies(
                                    800,
                                    () ->
                                            fast.post(
                                                    "/api/v1/chat/messages/",
                                                    Map.of("room", room, "content", "by REST"))));

            assertThat(answers).extracting(Person.Answer::status).contains(201, 429);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 201)
                    .allSatisfy(answer -> assertThat(answer.status()).isIn(429, 503))
                    .allMatch(
                            answer -> answer.raw().headers().firstValue("Retry-After").isPresent());
            List<String> stored =
                    answers.stream()
                            .filter(answer -> answer.status() == 201)
                            .map(answer -> answer.body().get("id").asString())
                            .toList();
            talk.awaitMore(10, PATIENCE);
            assertThat(log(fast, room)).doesNotHaveDuplicates().containsAll(stored);
            talk.finishAndCheck();
        }
    }

    @Test
    void aThousandSocketsThatOpenAtOnceGetInAndATalkGoesOn() throws Exception {
        List<Person> crowd = Crowd.register(tertulia, CROWD);
        String room = crowd.getFirst().createRoom("Crowd", others(crowd));
        List<Callable<ChatSocket>> comings = new ArrayList<>();
        for (Person person : crowd) {
            for (int i = 0; i < SOCKETS_EACH; i++) {
                comings.add(() -> openSoonerOrLater(person, room));
            }
        }
        try (var talk = new Talk(tertulia)) {
            talk.awaitMore(10, PATIENCE);

            List<ChatSocket> sockets = Crowd.all(comings);

            try {
                sockets.forEach(socket -> socket.await("ready"));
                JsonNode said = crowd.getFirst().say(room, "Is everybody here?");
                sockets.forEach(
                        socket ->
                                socket.await(
                                        "message",
                                        frame -> frame.at("/data/id").equals(said.get("id"))));
                talk.awaitMore(10, PATIENCE);
                talk.finishAndCheck();
            } finally {
                sockets.forEach(ChatSocket::close);
            }
        }
    }

    @Test
    void aBurstInOneRoomReachesEverybodyInOrderAndATalkGoesOn() throws Exception {
        int each = 40;
        long last = (long) CROWD * each;
        List<Person> crowd = Crowd.register(tertulia, CROWD);
        String room = crowd.getFirst().createRoom("Burst", others(crowd));
        List<ChatSocket> sockets = new ArrayList<>();
        try (var talk = new Talk(tertulia)) {
            crowd.forEach(person -> sockets.add(person.open(room)));
            sockets.forEach(socket -> socket.await("ready"));
            for (int i = 0; i < each; i++) {
                for (ChatSocket socket : sockets) {
                    socket.send(message(room, "c" + i));
                }
            }

            for (ChatSocket socket : sockets) {
                Awaitility.await().atMost(PATIENCE).until(() -> seqs(socket).contains(last));
                assertThat(seqs(socket)).containsExactlyElementsOf(upTo(last));
                assertThat(socket.frames("ack")).hasSize(each);
            }
            talk.awaitMore(10, PATIENCE);
            talk.finishAndCheck();
        } finally {
            sockets.forEach(ChatSocket::close);
        }
    }

    /** Who is told 503 comes again, as the contract says. */
    private static ChatSocket openSoonerOrLater(Person person, String room) {
        return Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(OverloadIT::isUnavailable)
                .until(() -> person.open(room), Objects::nonNull);
    }

    private static boolean isUnavailable(Throwable e) {
        return e.getCause() instanceof WebSocketHandshakeException refused
                && refused.getResponse().statusCode() == 503;
    }

    private static Person[] others(List<Person> crowd) {
        return crowd.stream().skip(1).toArray(Person[]::new);
    }

    private static Map<String, Object> message(String room, String clientId) {
        return Map.of(
                "action",
                "send_message",
                "room",
                room,
                "client_id",
                clientId,
                "content",
                "in a hurry");
    }

    private static boolean isTooFast(JsonNode error) {
        return error.at("/data/code").asString("").equals("too_fast");
    }

    private static List<Long> seqs(ChatSocket socket) {
        return seqs(socket.frames().stream());
    }

    private static List<Long> seqs(Stream<JsonNode> frames) {
        return frames.filter(frame -> frame.path("type").asString("").equals("message"))
                .map(frame -> frame.at("/data/seq").asLong())
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<String> log(Person reader, String room) {
        var ids = new ArrayList<String>();
        long after = 0;
        boolean isMore = true;
        while (isMore) {
            JsonNode page =
                    reader.get("/api/v1/chat/rooms/" + room + "/changes/?after=" + after).body();
            for (JsonNode change : page.path("changes")) {
                after = change.get("seq").asLong();
                ids.add(change.at("/message/id").asString());
            }
            isMore = page.path("has_more").asBoolean(false);
        }
        return ids;
    }
}
