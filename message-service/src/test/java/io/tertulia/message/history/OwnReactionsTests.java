package io.tertulia.message.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.message.Chat;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.test.People;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Timeout(60)
class OwnReactionsTests {

    private static final String MESSAGES = "/api/v1/chat/messages/";

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Chat chat;
    private String first = "";
    private String second = "";

    OwnReactionsTests(@LocalServerPort @Autowired int port) {
        chat = new Chat(port);
    }

    @BeforeEach
    void talk() {
        UUID room = chat.room(ana, bob);
        Patience.await()
                .until(
                        () ->
                                chat.get(bob, "/api/v1/chat/rooms/" + room + "/changes").status()
                                        == 200);
        first = chat.send(ana, room, "one").text("id");
        second = chat.send(ana, room, "two").text("id");
    }

    @Test
    void tellsOfMineAndOfNobodyElses() {
        react(bob, "PUT", first, "👍");
        react(bob, "PUT", first, "🔥");
        react(ana, "PUT", first, "👍");
        react(ana, "PUT", second, "🔥");

        JsonNode bobs = own(bob);
        assertThat(bobs.path(first).toString()).isEqualTo("[\"👍\",\"🔥\"]");
        assertThat(bobs.has(second)).isFalse();
        assertThat(own(ana).path(second).toString()).isEqualTo("[\"🔥\"]");
    }

    @Test
    void aReactionThatWasTakenBackIsGone() {
        react(bob, "PUT", first, "👍");
        react(bob, "DELETE", first, "👍");

        assertThat(own(bob)).isEmpty();
    }

    @Test
    void badQuestionsAreRefused() {
        String tooMany = String.join(",", Collections.nCopies(101, first));

        assertThat(ask(bob, tooMany).status()).isEqualTo(400);
        assertThat(ask(bob, tooMany).body().at("/errors/message_ids/0").asString()).contains("100");
        assertThat(ask(bob, "nonsense").status()).isEqualTo(400);
        assertThat(chat.get(bob, MESSAGES + "my_reactions/").status()).isEqualTo(400);
    }

    private JsonNode own(User caller) {
        return ask(caller, first + "," + second).body().path("reactions");
    }

    private Chat.Answer ask(User caller, String ids) {
        return chat.get(caller, MESSAGES + "my_reactions/?message_ids=" + ids);
    }

    private void react(User who, String method, String message, String emoji) {
        String encoded = URLEncoder.encode(emoji, StandardCharsets.UTF_8);
        chat.call(who, method, MESSAGES + message + "/reactions/" + encoded + "/", null);
    }
}
