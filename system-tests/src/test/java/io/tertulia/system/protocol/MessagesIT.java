package io.tertulia.system.protocol;

import static io.tertulia.system.protocol.Cast.ALICE;
import static io.tertulia.system.protocol.Cast.BOB;
import static io.tertulia.system.protocol.Cast.CAROL;
import static io.tertulia.system.protocol.Cast.MESSAGES;
import static io.tertulia.system.protocol.Cast.ROOMS;
import static io.tertulia.system.protocol.Cast.id;
import static io.tertulia.system.protocol.Cast.ids;
import static io.tertulia.system.protocol.Cast.room;
import static io.tertulia.system.protocol.Cast.seqs;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: the room's log keeps what it promises, over REST. */
class MessagesIT {

    private static final String THUMB = "reactions/%F0%9F%91%8D/";

    private final String room = ALICE.createRoom("Log", BOB);

    @Test
    void aMessageSentAgainWithItsIdIsTheFirstMessage() {
        String id = UUID.randomUUID().toString();
        Map<String, String> body = Map.of("id", id, "room", room, "content", "once");

        JsonNode first = ALICE.post(MESSAGES, body).expect(201).body();
        Map<String, String> other = Map.of("id", id, "room", room, "content", "another text");

        assertThat(ALICE.post(MESSAGES, other).expect(200).body()).isEqualTo(first);
        assertThat(first.get("id").asString()).isEqualTo(id);
        assertThat(ALICE.post(MESSAGES, body).expect(200).body()).isEqualTo(first);
        assertThat(lastSeq()).isEqualTo(1);
    }

    @Test
    void anIdSentBySocketAndByRestIsOneMessage() {
        String id = UUID.randomUUID().toString();
        try (var socket = ALICE.open(room)) {
            socket.send(
                    Map.of("action", "send_message", "id", id, "content", "x", "client_id", "a"));
            socket.await("ack");
        }

        ALICE.post(MESSAGES, Map.of("id", id, "room", room, "content", "x")).expect(200);

        assertThat(lastSeq()).isEqualTo(1);
    }

    @Test
    void anIdThatIsAnothersIsTaken() {
        String id = id(ALICE.say(room, "mine"));

        var answer = BOB.post(MESSAGES, Map.of("id", id, "room", room, "content", "mine, too"));

        assertThat(answer.expect(409).code()).isEqualTo("id_taken");
    }

    @Test
    void everyChangeHasTheNextPlaceInTheLog() {
        String first = id(ALICE.say(room, "first"));
        String second = id(BOB.say(room, "second"));
        ALICE.put(MESSAGES + first + "/", Map.of("content", "first, edited")).expect(200);
        BOB.put(MESSAGES + first + "/" + THUMB).expect(200);
        BOB.delete(MESSAGES + second + "/").expect(204);

        JsonNode log = changes("?after=0");

        assertThat(seqs(log.get("changes"))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(log.get("changes").valueStream())
                .extracting(each -> each.get("type").asString())
                .containsExactly(
                        "message", "message", "message_edited", "reaction", "message_deleted");
        assertThat(log.get("changes").valueStream())
                .extracting(each -> each.at("/message/id").asString())
                .containsExactly(first, second, first, first, second);
        assertThat(log.get("last_seq").asInt()).isEqualTo(5);
        assertThat(log.get("has_more").asBoolean()).isFalse();
        assertThat(log.at("/changes/0/message/content").asString())
                .as("as it is now")
                .isEqualTo("first, edited");
    }

    @Test
    void theLogIsReadInStretches() {
        for (int i = 1; i <= 5; i++) {
            ALICE.say(room, "m" + i);
        }

        JsonNode stretch = changes("?after=1&limit=2");

        assertThat(seqs(stretch.get("changes"))).containsExactly(2L, 3L);
        assertThat(stretch.get("has_more").asBoolean()).isTrue();
        assertThat(changes("?after=5").get("changes")).isEmpty();
        JsonNode end = changes("?after=-1");
        assertThat(end.get("changes")).isEmpty();
        assertThat(end.get("last_seq").asInt()).isEqualTo(5);
        assertThat(ALICE.get(path("changes/?after=-2")).expect(400).body().at("/errors/after"))
                .isNotEmpty();
        ALICE.get(path("changes/?limit=501")).expect(400);
    }

    @Test
    void historyIsReadBeforeAndAfterAPlace() {
        for (int i = 1; i <= 6; i++) {
            ALICE.say(room, "m" + i);
        }

        JsonNode before = get("messages/?before_seq=5&limit=2");
        JsonNode after = get("messages/?after_seq=2&limit=2");

        assertThat(seqs(before.get("results"))).containsExactly(4L, 3L);
        assertThat(seqs(after.get("results"))).containsExactly(4L, 3L);
        assertThat(seqs(follow(before).get("results"))).containsExactly(2L, 1L);
        assertThat(seqs(follow(after).get("results"))).containsExactly(6L, 5L);
        assertThat(follow(before).get("next").isNull()).isTrue();
        assertThat(get("messages/?before_seq=1").get("results")).isEmpty();
        assertThat(get("messages/?after_seq=6").get("results")).isEmpty();
        var both = ALICE.get(path("messages/?before_seq=5&after_seq=1")).expect(400);
        assertThat(both.body().get("errors").propertyNames())
                .containsExactlyInAnyOrder("before_seq", "after_seq");
    }

    @Test
    void aReplyQuotesAMessageOfTheSameRoomOnly() {
        String elsewhere = id(ALICE.say(ALICE.createRoom("Elsewhere"), "not here"));

        var answer =
                ALICE.post(
                        MESSAGES,
                        Map.of("room", room, "content", "what?", "reply_to_id", elsewhere));

        assertThat(answer.expect(400).body().at("/errors/reply_to_id").isArray()).isTrue();
    }

    @Test
    void aDeletedMessageIsChangedNoMore() {
        String path = MESSAGES + id(ALICE.say(room, "gone")) + "/";
        ALICE.delete(path).expect(204);

        for (Person.Answer refused :
                List.of(
                        ALICE.put(path, Map.of("content", "back")),
                        ALICE.delete(path),
                        BOB.put(path + THUMB))) {
            assertThat(refused.expect(409).code()).isEqualTo("already_deleted");
        }
    }

    @Test
    void patchIsAsGoodAsPut() {
        String path = MESSAGES + id(ALICE.say(room, "old")) + "/";

        JsonNode edited = ALICE.patch(path, Map.of("content", "new")).expect(200).body();

        assertThat(edited.get("content").asString()).isEqualTo("new");
        assertThat(edited.get("edited_at").isNull()).isFalse();
    }

    @Test
    void aReactionCountsOncePerPerson() {
        String path = MESSAGES + id(ALICE.say(room, "nice")) + "/";

        BOB.put(path + THUMB).expect(200);
        BOB.put(path + THUMB).expect(200);
        JsonNode both = ALICE.put(path + THUMB).expect(200).body();
        BOB.delete(path + THUMB).expect(204);
        BOB.delete(path + THUMB).expect(204);

        assertThat(both.at("/reactions/👍").asInt()).isEqualTo(2);
        assertThat(ALICE.get(path).body().at("/reactions/👍").asInt()).isEqualTo(1);
        BOB.put(path + "reactions/word/").expect(400);
        assertThat(lastSeq()).isEqualTo(4);
    }

    @Test
    void unreadIsWhatOthersHaveSaidSince() {
        String first = id(ALICE.say(room, "one"));
        ALICE.say(room, "two");
        BOB.say(room, "my own");
        assertThat(room(BOB, room).get("unread_count").asInt()).isEqualTo(2);

        var marking = Map.of("message_ids", List.of(first, UUID.randomUUID().toString()));
        assertThat(marked(BOB, marking)).isEqualTo(1);
        assertThat(marked(BOB, marking)).as("again").isZero();
        assertThat(marked(CAROL, marking)).as("not hers").isZero();

        assertThat(room(BOB, room).get("unread_count").asInt()).isEqualTo(1);
        BOB.post(path("mark_all_read/")).expect(200);
        assertThat(room(BOB, room).get("unread_count").asInt()).isZero();
    }

    @Test
    void messagesOfOneRoomAreGivenByEitherAddress() {
        ALICE.say(room, "here");

        JsonNode page = BOB.get(MESSAGES + "?room=" + room).expect(200).body();

        assertThat(ids(page.get("results"))).isEqualTo(ids(get("messages/").get("results")));
    }

    private static int marked(Person by, Map<String, ?> marking) {
        return by.post(MESSAGES + "mark_read/", marking)
                .expect(200)
                .body()
                .get("marked_as_read")
                .asInt();
    }

    private long lastSeq() {
        return changes("?after=-1").get("last_seq").asLong();
    }

    private JsonNode changes(String query) {
        return get("changes/" + query);
    }

    private JsonNode get(String rest) {
        return BOB.get(path(rest)).expect(200).body();
    }

    private String path(String rest) {
        return ROOMS + room + "/" + rest;
    }

    private static JsonNode follow(JsonNode page) {
        String next = page.get("next").asString();
        return BOB.get(next.substring(next.indexOf("/api/"))).expect(200).body();
    }
}
