package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoomTests extends RoomServiceTest {

    private static final String ROOMS = "/api/v1/chat/rooms";

    @Test
    void createsAGroupWithItsCreatorAsOwner() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        Client eva = someone("eva");
        var room =
                ana.post(
                                ROOMS + "/",
                                Map.of(
                                        "name", "  Cafe\u0301 con\nleche\u0000 ",
                                        "room_type", "group",
                                        "description", " Tertulia\nde los jueves",
                                        "participant_ids", List.of(eva.id(), ana.id()),
                                        "participants",
                                                List.of(
                                                        ben.user().username(),
                                                        eva.user().username())))
                        .hasStatus(201);

        assertThat(room.text("name")).isEqualTo("Café con leche");
        assertThat(room.text("description")).isEqualTo("Tertulia\nde los jueves");
        assertThat(room.text("room_type")).isEqualTo("group");
        assertThat(room.usernames("participants"))
                .containsExactly(
                        ana.user().username(), eva.user().username(), ben.user().username());
        assertThat(room.get("participants").get(0).get("role").asString()).isEqualTo("owner");
        assertThat(room.get("participants").get(1).get("role").asString()).isEqualTo("member");
        assertThat(room.get("created_by").get("id").asString()).isEqualTo(ana.id().toString());
        assertThat(room.text("created_at")).endsWith("Z").isEqualTo(room.text("updated_at"));
        assertThat(ana.room(room.id()).hasStatus(200).body()).isEqualTo(room.body());
    }

    @Test
    void showsARoomWithTheFieldsOfTheContract() {
        Client ana = someone("ana");
        var room = ana.room(ana.group("Completa")).hasStatus(200);

        assertThat(room.body().propertyNames())
                .containsExactly(
                        "id",
                        "name",
                        "description",
                        "room_type",
                        "visibility",
                        "participants",
                        "participant_count",
                        "created_by",
                        "is_active",
                        "created_at",
                        "updated_at",
                        "last_message",
                        "unread_count",
                        "last_seq");
    }

    @Test
    void createsARoomThatOthersCanJoinUnlessAskedOtherwise() {
        Client ana = someone("ana");
        var room = ana.post(ROOMS, Map.of("name", "Abierta", "room_type", "group"));
        assertThat(room.hasStatus(201).text("visibility")).isEqualTo("public");
        someone("ben").join(room.id()).hasStatus(200);
    }

    @Test
    void showsAPublicRoomToStrangersWithoutItsMessagesAndHidesOthers() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        Client stranger = someone("stranger");
        UUID open = ana.group("Abierta");
        UUID closed = ana.privateGroup("Cerrada");
        UUID direct = ana.direct(ben).hasStatus(200).id();
        FakeMessageService.shared().wroteTo(open, Instant.parse("2026-11-22T10:00:00Z"), "sss", 1);

        assertThat(stranger.room(open).hasStatus(200).get("last_message").isNull()).isTrue();
        stranger.room(closed).isProblem(404, "not_found");
        stranger.room(direct).isProblem(404, "not_found");
        stranger.room(UUID.randomUUID()).isProblem(404, "not_found");
        stranger.get(ROOMS + "/no-uuid/").isProblem(404, "not_found");
        stranger.get(ROOMS + "/" + closed + "/participants/").isProblem(404, "not_found");
    }

    @Test
    void composesARoomWithItsHeadInTheCallersName() {
        Client ana = someone("ana");
        UUID room = ana.group("Con mensajes");
        FakeMessageService.shared().wroteTo(room, Instant.parse("2026-11-22T10:00:00Z"), "hola", 3);

        var shown = ana.room(room).hasStatus(200);

        assertThat(shown.get("unread_count").asInt()).isEqualTo(3);
        assertThat(shown.get("last_seq").asInt()).isEqualTo(7);
        assertThat(shown.get("last_message").get("content").asString()).isEqualTo("hola");
        assertThat(FakeMessageService.shared().tokens()).contains("Bearer " + ana.token());
    }

    @Test
    void answersThatMessagesAreAwayAndDoesNotGuess() {
        Client ana = someone("ana");
        UUID room = ana.group("Sin mensajes");
        FakeMessageService.shared().goAway();
        try {
            var answer = ana.room(room).isProblem(503, "unavailable");
            assertThat(answer.response().headers().firstValue("Retry-After")).hasValue("2");
            ana.post(ROOMS, Map.of("name", "Nueva")).hasStatus(201);
        } finally {
            FakeMessageService.shared().comeBack();
        }
        ana.room(room).hasStatus(200);
    }

    @Test
    void listsMyRoomsWithTheLatestActivityFirst() {
        Client ana = someone("ana");
        UUID first = ana.group("Primera");
        UUID second = ana.group("Segunda");
        UUID third = ana.group("Tercera");
        assertThat(ana.roomIds()).containsExactly(third, second, first);

        FakeMessageService.shared()
                .wroteTo(first, Instant.parse("2099-01-01T00:00:00Z"), "hola", 1);

        assertThat(ana.roomIds()).containsExactly(first, third, second);
        var page = ana.get(ROOMS + "/?page=2&page_size=2").hasStatus(200);
        assertThat(page.get("count").asInt()).isEqualTo(3);
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(page.text("previous")).contains("page=1").contains("page_size=2");
        assertThat(page.results())
                .extracting(room -> room.get("id").asString())
                .containsExactly(second.toString());
        assertThat(someone("ben").roomIds()).isEmpty();
    }

    @Test
    void changesWhatIsGiven() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        UUID id = ana.group("Antes", ben);
        String path = ROOMS + "/" + id + "/";

        var renamed = ana.patch(path, Map.of("name", "Después")).hasStatus(200);
        assertThat(renamed.text("name")).isEqualTo("Después");
        var hidden =
                ana.patch(path, Map.of("visibility", "private", "description", "x")).hasStatus(200);
        assertThat(hidden.text("name")).isEqualTo("Después");
        assertThat(hidden.text("description")).isEqualTo("x");
        assertThat(hidden.text("visibility")).isEqualTo("private");
        assertThat(ana.patch(path, Map.of()).hasStatus(200).body()).isEqualTo(hidden.body());

        ben.patch(path, Map.of("name", "Mía")).isProblem(403, "forbidden");
        someone("eva").patch(path, Map.of("name", "Mía")).isProblem(404, "not_found");
        ana.patch(path, Map.of("name", " ")).refuses("name", "required");
    }

    @Test
    void closesARoomForGood() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        UUID id = ana.group("Efímera", ben);
        String path = ROOMS + "/" + id + "/";

        ben.delete(path).isProblem(403, "forbidden");
        ana.delete(path).hasStatus(204);
        ana.delete(path).hasStatus(204);

        assertThat(ana.roomIds()).isEmpty();
        assertThat(ben.roomIds()).isEmpty();
        assertThat(ben.room(id).hasStatus(200).get("is_active").asBoolean()).isFalse();
        ana.patch(path, Map.of("name", "Otra")).isProblem(409, "room_closed");
        someone("eva").join(id).isProblem(404, "not_found");
    }
}
