package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.room.rules.DirectChats;
import io.tertulia.test.People;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectChatTests extends RoomServiceTest {

    private static final String ROOMS = "/api/v1/chat/rooms";
    private static final String DIRECT = ROOMS + "/direct_chat/";

    @Test
    void isTheSameRoomForTheSamePairWhoeverAsksAndHowever() {
        Client ana = someone("ana");
        Client ben = someone("ben");

        var room = ana.direct(ben).hasStatus(200);

        assertThat(room.text("room_type")).isEqualTo("direct");
        assertThat(room.text("visibility")).isEqualTo("private");
        assertThat(room.text("name")).isEmpty();
        assertThat(room.usernames("participants"))
                .containsExactlyInAnyOrder(ana.user().username(), ben.user().username());
        assertThat(ben.direct(ana).hasStatus(200).id()).isEqualTo(room.id());
        assertThat(ben.post(DIRECT, Map.of("username", ana.user().username())).hasStatus(200).id())
                .isEqualTo(room.id());
        assertThat(ana.roomIds()).containsExactly(room.id());
        assertThat(ben.roomIds()).containsExactly(room.id());
        assertThat(ana.direct(someone("eva")).hasStatus(200).id()).isNotEqualTo(room.id());
    }

    @Test
    void isOneRoomWhenBothAskAtOnce() throws Exception {
        Client ana = someone("ana");
        Client ben = someone("ben");
        List<Callable<UUID>> both =
                IntStream.range(0, 16)
                        .<Callable<UUID>>mapToObj(
                                i ->
                                        () ->
                                                (i % 2 == 0 ? ana.direct(ben) : ben.direct(ana))
                                                        .hasStatus(200)
                                                        .id())
                        .toList();
        var rooms = new HashSet<UUID>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var room : executor.invokeAll(both)) {
                rooms.add(room.get());
            }
        }

        assertThat(rooms).hasSize(1);
        assertThat(ana.room(rooms.iterator().next()).get("participant_count").asInt()).isEqualTo(2);
        assertThat(ana.roomIds()).hasSize(1);
        assertThat(ben.roomIds()).hasSize(1);
    }

    @Test
    void needsSomebodyElseWhoIsKnown() {
        Client ana = someone("ana");
        ana.direct(ana).refuses("user_id", "oneself");
        ana.post(DIRECT, Map.of("username", ana.user().username())).refuses("username", "oneself");
        ana.post(DIRECT, Map.of()).refuses("user_id", "user_id or username");
        UUID nobody = UUID.randomUUID();
        ana.post(DIRECT, Map.of("user_id", nobody)).refuses("user_id", nobody.toString());
        ana.post(DIRECT, Map.of("username", "nobody")).refuses("username", "nobody");
        ana.post(DIRECT, Map.of("user_id", "x")).refuses("user_id", "");
    }

    @Test
    void isNotToldToStrangersByAnyRefusal() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        Client eva = someone("eva");
        UUID there = ana.direct(ben).hasStatus(200).id();
        UUID notThere = DirectChats.id(ana.id(), People.someone("nobody").id());

        assertThat(refusals(eva, there)).isEqualTo(refusals(eva, notThere));
        eva.join(notThere).isProblem(403, "direct_chat");
        eva.join(UUID.randomUUID()).isProblem(404, "not_found");
    }

    /** Whatever a stranger may ask of a room, and what the answers are. */
    private static List<String> refusals(Client stranger, UUID room) {
        String path = ROOMS + "/" + room;
        String people = path + "/participants";
        return Stream.of(
                        stranger.join(room),
                        stranger.leave(room),
                        stranger.room(room),
                        stranger.get(people),
                        stranger.patch(path, Map.of("name", "x")),
                        stranger.delete(path),
                        stranger.post(people, Map.of("user_ids", List.of(stranger.id()))),
                        stranger.patch(people + "/" + stranger.id(), Map.of("role", "admin")),
                        stranger.delete(people + "/" + stranger.id()))
                .map(
                        answer ->
                                answer.response().statusCode()
                                        + answer.response().body().replace(room.toString(), "ROOM"))
                .toList();
    }

    @Test
    void staysAsItIs() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        Client eva = someone("eva");
        UUID room = ana.direct(ben).hasStatus(200).id();
        String path = ROOMS + "/" + room;

        eva.join(room).isProblem(403, "direct_chat");
        ana.leave(room).isProblem(409, "direct_chat");
        ana.patch(path, Map.of("name", "x")).isProblem(403, "direct_chat");
        ana.delete(path).isProblem(403, "direct_chat");
        ana.post(path + "/participants", Map.of("user_ids", List.of(eva.id())))
                .isProblem(403, "direct_chat");
        ana.delete(path + "/participants/" + ben.id()).isProblem(403, "direct_chat");
        eva.delete(path).isProblem(404, "not_found");
    }
}
