package io.tertulia.message.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.message.Chat;
import io.tertulia.message.FakeRoomService;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.test.People;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Timeout(60)
class HistoryTests {

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Chat chat;
    private UUID room = UUID.randomUUID();

    HistoryTests(@LocalServerPort @Autowired int port) {
        chat = new Chat(port);
    }

    @BeforeEach
    void makeRoom() {
        room = chat.room(ana, bob);
        Patience.await().until(() -> chat.get(bob, path("changes")).status() == 200);
    }

    private String path(String rest) {
        return "/api/v1/chat/rooms/" + room + "/" + rest;
    }

    private List<String> sendFive() {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(i -> chat.send(ana, room, "m" + i).text("id"))
                .toList();
    }

    private static List<String> contents(JsonNode results) {
        return results.valueStream().map(each -> each.path("content").asString()).toList();
    }

    @Test
    void pagesThroughMessagesNewestFirst() {
        sendFive();

        JsonNode first = chat.get(bob, path("messages/?page_size=2")).body();
        JsonNode last = chat.get(bob, path("messages/?page_size=2&page=3")).body();

        assertThat(first.path("count").asLong()).isEqualTo(5);
        assertThat(contents(first.path("results"))).containsExactly("m5", "m4");
        assertThat(first.path("next").asString()).contains("page=2");
        assertThat(first.path("previous").isNull()).isTrue();
        assertThat(contents(last.path("results"))).containsExactly("m1");
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(contents(chat.get(bob, path("messages?page=9")).body().path("results")))
                .isEmpty();
    }

    @Test
    void readsOnFromAPlace() {
        List<String> ids = sendFive();
        chat.call(ana, "PATCH", "/api/v1/chat/messages/" + ids.get(1), Map.of("content", "edited"));
        chat.send(ana, room, "m6");

        JsonNode before = chat.get(bob, path("messages/?before_seq=4&limit=2")).body();
        JsonNode newest = chat.get(bob, path("messages/?before_seq=99&limit=1")).body();
        JsonNode after = chat.get(bob, path("messages/?after_seq=3&limit=2")).body();
        JsonNode rest = chat.get(bob, path("messages/?after_seq=6&limit=2")).body();

        assertThat(contents(before.path("results"))).containsExactly("m3", "edited");
        assertThat(before.path("next").asString()).contains("before_seq=2");
        assertThat(contents(newest.path("results"))).containsExactly("m6");
        assertThat(contents(after.path("results"))).containsExactly("m5", "m4");
        assertThat(after.path("next").asString()).contains("after_seq=5");
        assertThat(contents(rest.path("results"))).containsExactly("m6");
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void readsOnFromAPlaceWhereNothingWasChanged() {
        sendFive();

        JsonNode before = chat.get(bob, path("messages/?before_seq=4&limit=2")).body();
        JsonNode after = chat.get(bob, path("messages/?after_seq=3&limit=1")).body();

        assertThat(contents(before.path("results"))).containsExactly("m3", "m2");
        assertThat(before.path("next").asString()).contains("before_seq=2");
        assertThat(contents(after.path("results"))).containsExactly("m4");
        assertThat(after.path("next").asString()).contains("after_seq=4");
    }

    @Test
    void tellsWhatHappenedAfterAPlace() {
        List<String> ids = sendFive();
        chat.call(ana, "DELETE", "/api/v1/chat/messages/" + ids.get(4), null);

        JsonNode body = chat.get(bob, path("changes/?after=3&limit=2")).body();
        JsonNode rest = chat.get(bob, path("changes/?after=5")).body();

        assertThat(body.path("last_seq").asLong()).isEqualTo(6);
        assertThat(body.path("has_more").asBoolean()).isTrue();
        JsonNode changes = body.path("changes");
        assertThat(changes.valueStream().map(each -> each.path("seq").asLong()).toList())
                .containsExactly(4L, 5L);
        assertThat(changes.get(1).path("type").asString()).isEqualTo("message");
        assertThat(changes.get(1).path("message").path("seq").asLong()).isEqualTo(5);
        // As it now is: what was deleted is not told again.
        assertThat(changes.get(1).path("message").path("is_deleted").asBoolean()).isTrue();
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(rest.path("changes").get(0).path("type").asString())
                .isEqualTo("message_deleted");
    }

    @Test
    void tellsOnlyTheLastPlaceWhenAskedFromMinusOne() {
        sendFive();

        JsonNode body = chat.get(bob, path("changes/?after=-1")).body();

        assertThat(body.path("last_seq").asLong()).isEqualTo(5);
        assertThat(body.path("changes").isEmpty()).isTrue();
    }

    @Test
    void showsRoomsToParticipantsOnly() {
        User eve = People.someone("eve");
        FakeRoomService.shared().knows(room, eve.id(), 9, "");

        assertThat(chat.get(eve, path("changes/?after=-1")).status()).isEqualTo(403);
        assertThat(chat.get(eve, path("messages/")).status()).isEqualTo(403);
        assertThat(chat.get(eve, "/api/v1/chat/rooms/" + UUID.randomUUID() + "/changes").status())
                .isEqualTo(404);
    }

    @Test
    void strangersCannotTellWhetherAHiddenRoomExists() {
        User eve = People.someone("eve");
        UUID unknown = UUID.randomUUID();
        UUID direct = UUID.randomUUID();
        UUID secret = UUID.randomUUID();
        FakeRoomService.shared().knowsStranger(direct, eve.id(), "direct", "private");
        FakeRoomService.shared().knowsStranger(secret, eve.id(), "group", "private");

        for (String rest : List.of("changes/?after=-1", "messages/", "messages/?before_seq=3")) {
            List<Chat.Answer> answers =
                    Stream.of(unknown, direct, secret)
                            .map(each -> chat.get(eve, "/api/v1/chat/rooms/" + each + "/" + rest))
                            .toList();
            assertThat(answers).extracting(Chat.Answer::status).containsOnly(404);
            assertThat(answers)
                    .extracting(each -> each.text("detail"))
                    .containsOnly(answers.getFirst().text("detail"));
        }
        assertThat(
                        chat.post(eve, "/api/v1/chat/rooms/" + direct + "/mark_all_read/", Map.of())
                                .status())
                .isEqualTo(404);
        assertThat(chat.send(eve, direct, "hello?").status()).isEqualTo(404);
        assertThat(chat.send(eve, secret, "hello?").status()).isEqualTo(403);
    }

    @Test
    void refusesToReadInBothDirectionsAtOnce() {
        JsonNode errors =
                chat.get(ana, path("messages/?before_seq=5&after_seq=2")).body().path("errors");

        assertThat(errors.has("before_seq")).isTrue();
        assertThat(errors.has("after_seq")).isTrue();
    }

    @Test
    void refusesLimitsOutOfRange() {
        assertThat(chat.get(ana, path("changes/?limit=0")).body().path("errors").has("limit"))
                .isTrue();
        assertThat(chat.get(ana, path("messages/?after_seq=1&limit=101")).status()).isEqualTo(400);
        assertThat(chat.get(ana, path("changes/?after=-2")).status()).isEqualTo(400);
        assertThat(chat.get(ana, path("changes/?after=x")).status()).isEqualTo(400);
    }

    @Test
    void mergesTheMessagesOfAllMyRooms() {
        UUID other = chat.room(ana);
        UUID foreign = chat.room(bob);
        Patience.await().until(() -> chat.send(ana, other, "a1").status() == 201);
        Patience.await().until(() -> chat.send(bob, foreign, "not mine").status() == 201);
        IntStream.rangeClosed(1, 25).forEach(i -> chat.send(ana, room, "r" + i));
        chat.send(ana, other, "a2");
        chat.send(ana, room, "r26");

        JsonNode first = chat.get(ana, "/api/v1/chat/messages/?page_size=3").body();
        JsonNode last = chat.get(ana, "/api/v1/chat/messages/?page_size=10&page=3").body();
        JsonNode one = chat.get(ana, "/api/v1/chat/messages/?room=" + other).body();

        assertThat(first.path("count").asLong()).isEqualTo(28);
        assertThat(contents(first.path("results"))).containsExactly("r26", "a2", "r25");
        assertThat(contents(last.path("results")))
                .containsExactly("r7", "r6", "r5", "r4", "r3", "r2", "r1", "a1");
        assertThat(contents(one.path("results"))).containsExactly("a2", "a1");
        assertThat(chat.get(ana, "/api/v1/chat/messages/?page=999").status()).isEqualTo(400);
    }

    @Test
    void aQuoteShowsWhatTheQuotedMessageIsNow() {
        String quoted = chat.send(ana, room, "regretted").text("id");
        var reply = Map.of("room", room, "content", "really?", "reply_to_id", quoted);
        String id = chat.post(bob, "/api/v1/chat/messages", reply).text("id");
        chat.call(ana, "DELETE", "/api/v1/chat/messages/" + quoted, null);

        JsonNode page = chat.get(bob, path("messages/")).body().path("results");
        JsonNode changes = chat.get(bob, path("changes/")).body().path("changes");

        assertThat(page.get(0).path("reply_to").path("content").asString()).isEmpty();
        assertThat(changes.get(1).path("message").path("reply_to").path("content").asString())
                .isEmpty();
        assertThat(chat.get(bob, "/api/v1/chat/messages/" + id).raw().body())
                .doesNotContain("regretted");
    }
}
