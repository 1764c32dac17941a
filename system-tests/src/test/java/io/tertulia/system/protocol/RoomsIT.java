package io.tertulia.system.protocol;

import static io.tertulia.system.protocol.Cast.ALICE;
import static io.tertulia.system.protocol.Cast.BOB;
import static io.tertulia.system.protocol.Cast.CAROL;
import static io.tertulia.system.protocol.Cast.DAVE;
import static io.tertulia.system.protocol.Cast.ROOMS;
import static io.tertulia.system.protocol.Cast.TERTULIA;
import static io.tertulia.system.protocol.Cast.id;
import static io.tertulia.system.protocol.Cast.ids;
import static io.tertulia.system.protocol.Cast.room;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.Person;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Goal: rooms and roles keep their rules. */
class RoomsIT {

    @Test
    void aDirectChatAskedForByBothAtOnceAndAgainIsOneRoom() {
        Person one = Person.register(TERTULIA, "one");
        Person other = Person.register(TERTULIA, "other");

        Set<String> rooms =
                IntStream.range(0, 10)
                        .mapToObj(
                                turn ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        turn % 2 == 0
                                                                ? one.directChat(other)
                                                                : other.directChat(one)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .collect(Collectors.toSet());

        assertThat(rooms).hasSize(1);
        String room = rooms.iterator().next();
        assertThat(room(one, room).get("participant_count").asInt()).isEqualTo(2);
        assertThat(one.directChat(other)).isEqualTo(room);
    }

    @Test
    void aDirectChatCannotBeLeftNorJoinedNorGoverned() {
        String room = ROOMS + ALICE.directChat(BOB) + "/";

        assertThat(ALICE.post(room + "leave/").expect(409).code()).isEqualTo("direct_chat");
        assertThat(DAVE.post(room + "join/").expect(403).code()).isEqualTo("direct_chat");
        assertThat(ALICE.patch(room, Map.of("name", "x")).expect(403).code())
                .isEqualTo("direct_chat");
        ALICE.post(ROOMS + "direct_chat/", Map.of("user_id", ALICE.id())).expect(400);
    }

    @Test
    void whoCreatesARoomOwnsIt() {
        JsonNode created = room(ALICE, ALICE.createRoom("Mine", BOB));

        assertThat(created.at("/participants/0/role").asString()).isEqualTo("owner");
        assertThat(created.at("/participants/1/role").asString()).isEqualTo("member");
        assertThat(created.get("participant_count").asInt()).isEqualTo(2);
        assertThat(created.get("last_message").isNull()).isTrue();
    }

    @Test
    void aPrivateRoomIsJoinedByInvitationOnly() {
        String room = ALICE.createPrivateRoom("Hidden");

        assertThat(BOB.post(ROOMS + room + "/join/").expect(403).code()).isEqualTo("private_room");
        BOB.get(ROOMS + room + "/").expect(404);
        ALICE.post(ROOMS + room + "/participants/", Map.of("user_ids", List.of(BOB.id())))
                .expect(200);
        BOB.get(ROOMS + room + "/").expect(200);
    }

    @Test
    void anAdminModeratesAndAMemberDoesNot() {
        String room = ALICE.createRoom("Roles", BOB, CAROL);
        String path = ROOMS + room + "/";

        assertThat(BOB.patch(path, Map.of("name", "Mine now")).expect(403).code())
                .isEqualTo("forbidden");
        setRole(ALICE, path, BOB, "admin").expect(200);
        BOB.patch(path, Map.of("name", "Renamed")).expect(200);
        BOB.delete(path + "participants/" + CAROL.id() + "/").expect(204);
        assertThat(BOB.delete(path + "participants/" + ALICE.id() + "/").expect(403).code())
                .isEqualTo("owner");
        assertThat(setRole(BOB, path, BOB, "owner").expect(403).code()).isEqualTo("forbidden");
        assertThat(room(ALICE, room).get("name").asString()).isEqualTo("Renamed");
    }

    @Test
    void anOwnerHandsTheRoomOver() {
        String path = ROOMS + ALICE.createRoom("Heirloom", BOB) + "/";

        assertThat(setRole(ALICE, path, ALICE, "member").expect(409).code()).isEqualTo("owner");
        setRole(ALICE, path, BOB, "owner").expect(200);

        assertThat(ALICE.get(path).body().get("participants").valueStream())
                .extracting(each -> each.get("role").asString())
                .containsExactly("admin", "owner");
    }

    @Test
    void anOwnerWhoLeavesIsInherited() {
        String path = ROOMS + ALICE.createRoom("Inherited", BOB, CAROL) + "/";
        setRole(ALICE, path, CAROL, "admin").expect(200);

        ALICE.post(path + "leave/").expect(200);

        JsonNode participants = BOB.get(path + "participants/").expect(200).body();
        assertThat(participants.get("count").asInt()).isEqualTo(2);
        assertThat(participants.at("/results/1/id").asString()).isEqualTo(CAROL.id());
        assertThat(participants.at("/results/1/role").asString()).isEqualTo("owner");
    }

    @Test
    void theLastOneOutClosesTheRoom() {
        String path = ROOMS + ALICE.createRoom("Empty soon") + "/";

        ALICE.post(path + "leave/").expect(200);

        assertThat(BOB.post(path + "join/").expect(404).code()).isEqualTo("not_found");
    }

    @Test
    void aClosedRoomIsReadAndNotWritten() {
        String room = ALICE.createRoom("Closed", BOB);
        String said = id(BOB.say(room, "before"));

        ALICE.delete(ROOMS + room + "/").expect(204);
        ALICE.delete(ROOMS + room + "/").expect(204);

        var refused = BOB.post(Cast.MESSAGES, Map.of("room", room, "content", "after"));
        assertThat(refused.expect(409).code()).isEqualTo("room_closed");
        assertThat(ids(BOB.get(ROOMS + room + "/messages/").expect(200).body().get("results")))
                .containsExactly(said);
        assertThat(ids(BOB.get(ROOMS).body().get("results"))).doesNotContain(room);
    }

    @ParameterizedTest
    @ValueSource(strings = {"join/", "leave/"})
    void joiningAndLeavingTwiceIsNoMistake(String what) {
        String path = ROOMS + ALICE.createRoom("Twice", BOB) + "/";

        Person.Answer first = (what.equals("join/") ? CAROL : BOB).post(path + what).expect(200);
        Person.Answer second = (what.equals("join/") ? CAROL : BOB).post(path + what).expect(200);

        assertThat(second.body().propertyNames()).isEqualTo(first.body().propertyNames());
    }

    @Test
    void roomsAreListedByTheirLatestActivity() {
        Person person = Person.register(TERTULIA, "lister");
        String older = person.createRoom("older");
        String newer = person.createRoom("newer");
        person.say(older, "now it is the latest");

        JsonNode page = person.get(ROOMS + "?page_size=1").expect(200).body();

        assertThat(ids(page.get("results"))).containsExactly(older);
        assertThat(page.at("/results/0/last_message/content").asString())
                .isEqualTo("now it is the latest");
        assertThat(page.at("/results/0/last_seq").asInt()).isEqualTo(1);
        String next = page.get("next").asString();
        JsonNode rest = person.get(next.substring(next.indexOf("/api/"))).expect(200).body();
        assertThat(ids(rest.get("results"))).containsExactly(newer);
        assertThat(rest.get("next").isNull()).isTrue();
    }

    @Test
    void pathsWorkWithAndWithoutTheTrailingSlash() {
        String room = ALICE.createRoom("Slashes");

        assertThat(ALICE.get("/api/v1/chat/rooms/" + room).expect(200).body())
                .isEqualTo(ALICE.get("/api/v1/chat/rooms/" + room + "/").expect(200).body());
    }

    private static Person.Answer setRole(Person by, String path, Person whose, String role) {
        return by.patch(path + "participants/" + whose.id() + "/", Map.of("role", role));
    }
}
