package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.room.people.PeopleFixtures;
import io.tertulia.room.people.PeopleStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ParticipantTests extends RoomServiceTest {

    private static final String ROOMS = "/api/v1/chat/rooms/";

    @Autowired private PeopleStore people;

    private static String participants(UUID room) {
        return ROOMS + room + "/participants/";
    }

    private static List<String> roles(Client client, UUID room) {
        return client.get(participants(room)).hasStatus(200).results().stream()
                .map(participant -> participant.get("role").asString())
                .toList();
    }

    @Test
    void joinsAPublicGroupOnce() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        UUID room = ana.group("Abierta");

        assertThat(ben.join(room).hasStatus(200).get("participant_count").asInt()).isEqualTo(2);
        assertThat(ben.join(room).hasStatus(200).get("participant_count").asInt()).isEqualTo(2);
        assertThat(ben.roomIds()).containsExactly(room);
        ben.join(ana.privateGroup("Cerrada")).isProblem(403, "private_room");
        ben.join(UUID.randomUUID()).isProblem(404, "not_found");
    }

    @Test
    void countsEverybodyWhoJoinsAtTheSameTime() throws Exception {
        Client ana = someone("ana");
        UUID room = ana.group("Multitud");
        List<Client> crowd = Stream.generate(() -> someone("fan")).limit(40).toList();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Client.Answer>> joins =
                    crowd.stream()
                            .<Callable<Client.Answer>>map(fan -> () -> fan.join(room))
                            .toList();
            for (var join : executor.invokeAll(joins)) {
                join.get().hasStatus(200);
            }
        }

        var shown = ana.room(room).hasStatus(200);
        assertThat(shown.get("participant_count").asInt()).isEqualTo(41);
        assertThat(new HashSet<>(shown.usernames("participants"))).hasSize(41);
        assertThat(crowd).allSatisfy(fan -> assertThat(fan.roomIds()).containsExactly(room));
    }

    @Test
    void leavesAndComesBack() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        UUID room = ana.group("Puerta giratoria", ben);

        ben.leave(room).hasStatus(200);
        assertThat(ben.roomIds()).isEmpty();
        ben.leave(room).hasStatus(200);
        assertThat(ana.room(room).get("participant_count").asInt()).isEqualTo(1);
        ben.join(room).hasStatus(200);
        assertThat(ben.roomIds()).containsExactly(room);
    }

    @Test
    void handsTheRoomOverWhenTheOwnerLeavesAndClosesItWithTheLast() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        UUID room = ana.group("Herencia", ben);

        ana.leave(room).hasStatus(200);
        assertThat(roles(ben, room)).containsExactly("owner");
        ben.leave(room).hasStatus(200);
        ben.room(room).isProblem(404, "not_found");
    }

    @Test
    void addsPeopleToAPrivateGroup() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        Client eva = someone("eva");
        UUID room = ana.privateGroup("Cerrada");

        var answer = ana.post(participants(room), Map.of("user_ids", List.of(ben.id(), ben.id())));
        assertThat(answer.hasStatus(200).get("participant_count").asInt()).isEqualTo(2);
        assertThat(ben.roomIds()).containsExactly(room);

        ana.post(participants(room), Map.of("user_ids", List.of(ben.id()))).hasStatus(200);
        ben.post(participants(room), Map.of("user_ids", List.of(eva.id())))
                .isProblem(403, "forbidden");
        eva.post(participants(room), Map.of("user_ids", List.of(eva.id())))
                .isProblem(404, "not_found");
        UUID nobody = UUID.randomUUID();
        ana.post(participants(room), Map.of("user_ids", List.of(nobody)))
                .refuses("user_ids", nobody.toString());
        ana.post(participants(room), Map.of()).refuses("user_ids", "required");
    }

    @Test
    void givesRolesAndTakesThem() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        Client eva = someone("eva");
        UUID room = ana.group("Jerarquía", ben, eva);

        var admin = ana.patch(participants(room) + ben.id(), Map.of("role", "admin"));
        assertThat(admin.hasStatus(200).text("role")).isEqualTo("admin");
        assertThat(admin.text("username")).isEqualTo(ben.user().username());
        ben.patch(participants(room) + eva.id(), Map.of("role", "admin"))
                .isProblem(403, "forbidden");
        ben.delete(participants(room) + ana.id()).isProblem(403, "owner");
        ben.delete(participants(room) + eva.id()).hasStatus(204);
        assertThat(eva.roomIds()).isEmpty();
        ben.delete(participants(room) + eva.id()).isProblem(404, "not_found");

        ana.patch(participants(room) + ana.id(), Map.of("role", "member")).isProblem(409, "owner");
        ana.patch(participants(room) + eva.id(), Map.of("role", "admin"))
                .isProblem(404, "not_found");
        ana.patch(participants(room) + ben.id(), Map.of("role", "king"))
                .refuses("role", "owner, admin, member");
        ana.patch(participants(room) + ben.id(), Map.of()).refuses("role", "required");
        ana.patch(participants(room) + ben.id(), Map.of("role", "owner")).hasStatus(200);
        assertThat(roles(ana, room)).containsExactly("admin", "owner");
    }

    @Test
    void createsARoomForAThousandAndPagesThroughThem() {
        Client ana = someone("ana");
        List<UUID> crowd = PeopleFixtures.enter(people, 999);

        var room =
                ana.post(ROOMS, Map.of("name", "Estadio", "participant_ids", crowd)).hasStatus(201);

        assertThat(room.get("participant_count").asInt()).isEqualTo(1_000);
        assertThat(room.get("participants").size()).isEqualTo(100);
        var seen = new ArrayList<String>();
        for (int page = 1; page <= 10; page++) {
            var answer = ana.get(participants(room.id()) + "?page_size=100&page=" + page);
            assertThat(answer.hasStatus(200).get("count").asInt()).isEqualTo(1_000);
            for (JsonNode participant : answer.results()) {
                seen.add(participant.get("id").asString());
            }
        }
        assertThat(seen.getFirst()).isEqualTo(ana.id().toString());
        assertThat(seen.subList(1, 1_000)).isEqualTo(crowd.stream().map(UUID::toString).toList());
    }
}
