package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembershipTests extends RoomServiceTest {

    private static String path(UUID room, Client client) {
        return "/internal/rooms/" + room + "/members/" + client.id() + "/";
    }

    @Test
    void tellsSomebodysPartInARoomWithTheRoomsVersion() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        UUID room = ana.privateGroup("Cerrada", ben);

        var owner = ana.get(path(room, ana)).hasStatus(200);
        assertThat(owner.get("is_participant").asBoolean()).isTrue();
        assertThat(owner.text("role")).isEqualTo("owner");
        assertThat(owner.get("version").asLong()).isEqualTo(3);
        assertThat(owner.get("room").get("participant_count").asInt()).isEqualTo(2);
        assertThat(owner.get("room").get("id").asString()).isEqualTo(room.toString());
        assertThat(owner.get("room").get("is_active").asBoolean()).isTrue();

        ben.leave(room).hasStatus(200);
        var stranger = ben.get(path(room, ben)).hasStatus(200);
        assertThat(stranger.get("is_participant").asBoolean()).isFalse();
        assertThat(stranger.get("role").isNull()).isTrue();
        assertThat(stranger.get("version").asLong()).isEqualTo(4);
    }

    @Test
    void tellsSomebodyTheirRoomsWithTheVersionsByWhichTheyCameIn() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        UUID first = ana.group("Abierta");
        UUID second = ana.privateGroup("Cerrada", ben);
        UUID closed = ben.group("Vieja");
        ana.join(closed).hasStatus(200);
        ben.delete("/api/v1/chat/rooms/" + closed).hasStatus(204);
        UUID left = ben.group("Dejada");
        ana.join(left).hasStatus(200);
        ana.leave(left).hasStatus(200);

        var mine = ana.get("/internal/my-rooms").hasStatus(200);

        assertThat(mine.get("open").size()).isEqualTo(2);
        assertThat(mine.get("open").get(first.toString()).asLong()).isEqualTo(2);
        assertThat(mine.get("open").get(second.toString()).asLong()).isEqualTo(2);
        assertThat(mine.get("closed").toString()).isEqualTo("[\"" + closed + "\"]");
        var his = ben.get("/internal/my-rooms").hasStatus(200);
        assertThat(his.get("open").get(second.toString()).asLong()).isEqualTo(3);
        assertThat(his.get("open").has(left.toString())).isTrue();
    }

    @Test
    void tellsNobodyAboutOthers() {
        Client ana = someone("ana");
        UUID room = ana.group("Abierta");
        someone("ben").get(path(room, ana)).isProblem(403, "forbidden");
        ana.get(path(UUID.randomUUID(), ana)).isProblem(404, "not_found");
    }
}
