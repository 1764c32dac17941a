package io.tertulia.message.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.message.Chat;
import io.tertulia.message.ServiceTest;
import io.tertulia.test.People;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Timeout(60)
class LogHeadsTests {

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Chat chat;

    LogHeadsTests(@LocalServerPort @Autowired int port) {
        chat = new Chat(port);
    }

    @Test
    void tellsWhereTheLogsOfOnesRoomsEndAndNothingOfOthers() {
        UUID written = chat.room(ana, bob);
        UUID silent = chat.room(ana);
        UUID foreign = chat.room(bob);
        chat.send(bob, written, "one");
        chat.send(ana, written, "two");
        chat.send(bob, foreign, "secret");

        JsonNode heads = heads(ana, List.of(written, silent, foreign)).body().path("heads");

        assertThat(heads.size()).isEqualTo(2);
        assertThat(heads.path(written.toString()).path("last_seq").asLong()).isEqualTo(2);
        assertThat(heads.path(written.toString()).path("last_activity_at").asString())
                .endsWith("Z");
        assertThat(heads.path(silent.toString()).path("last_seq").asLong()).isZero();
        assertThat(heads.path(silent.toString()).path("last_activity_at").isNull()).isTrue();
    }

    @Test
    void refusesMoreRoomsThanAPersonMayHave() {
        var answer = heads(ana, Collections.nCopies(1_001, UUID.randomUUID()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").has("room_ids")).isTrue();
    }

    private Chat.Answer heads(User caller, List<UUID> rooms) {
        return chat.post(caller, "/internal/log-heads", Map.of("room_ids", rooms));
    }
}
