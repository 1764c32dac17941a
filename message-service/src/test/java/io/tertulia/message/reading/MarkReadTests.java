package io.tertulia.message.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Envelope;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.message.Chat;
import io.tertulia.message.FakeRoomService;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.message.membership.Memberships;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Timeout(60)
class MarkReadTests {

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final User eve = People.someone("eve");
    private final KafkaTap<MessagesRead> tap = KafkaTap.on(Topics.READS);
    private final Chat chat;
    private final Memberships memberships;
    private UUID room = UUID.randomUUID();

    @Autowired
    MarkReadTests(@LocalServerPort int port, Memberships memberships) {
        chat = new Chat(port);
        this.memberships = memberships;
    }

    @BeforeEach
    void makeRoom() {
        room = room(ana, bob);
    }

    @AfterEach
    void close() {
        tap.close();
    }

    private UUID room(User... participants) {
        UUID made = chat.room(participants);
        Patience.await()
                .until(() -> Arrays.stream(participants).allMatch(each -> isKnown(made, each)));
        return made;
    }

    private boolean isKnown(UUID in, User user) {
        return chat.get(user, "/api/v1/chat/rooms/" + in + "/changes").status() == 200;
    }

    private List<String> say(UUID in, User sender, int times) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < times; i++) {
            ids.add(chat.send(sender, in, "message " + i).text("id"));
        }
        return ids;
    }

    private Chat.Answer mark(User reader, Object ids) {
        return chat.post(reader, "/api/v1/chat/messages/mark_read/", Map.of("message_ids", ids));
    }

    private long marked(User reader, String... ids) {
        Chat.Answer answer = mark(reader, List.of(ids));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("marked_as_read").asLong(-1);
    }

    private long unread(User reader) {
        return chat.post(reader, "/internal/room-heads/", Map.of("room_ids", List.of(room)))
                .body()
                .path("heads")
                .path(room.toString())
                .path("unread_count")
                .asLong();
    }

    private Chat.Answer reads(User caller, String id, String query) {
        return chat.get(caller, "/api/v1/chat/messages/" + id + "/reads/" + query);
    }

    private Envelope<MessagesRead> told(UUID in, User reader) {
        return tap.await(
                each -> each.key().equals(in) && each.data().user().id().equals(reader.id()));
    }

    private static List<UUID> uuids(List<String> ids) {
        return ids.stream().map(UUID::fromString).toList();
    }

    @Test
    void marksPreciselyWhatIsNamedInAnyOrder() {
        List<String> ids = say(room, bob, 4);

        assertThat(marked(ana, ids.get(3), ids.get(1))).isEqualTo(2);
        assertThat(marked(ana, ids.get(1), ids.get(2))).isEqualTo(1);
        assertThat(marked(ana, ids.get(1), ids.get(2))).isZero();

        assertThat(unread(ana)).isEqualTo(1);
        assertThat(unread(bob)).isZero();
    }

    @Test
    void ownMessagesNeverCount() {
        String own = say(room, ana, 1).getFirst();
        String other = say(room, bob, 1).getFirst();

        assertThat(marked(ana, own, other)).isEqualTo(1);

        assertThat(reads(ana, own, "").body().path("count").asLong()).isZero();
    }

    @Test
    void roomsMayBeMixedAndWhatIsNotMineIsPassedOver() {
        UUID second = room(ana, bob);
        UUID hidden = room(bob, eve);
        String one = say(room, bob, 1).getFirst();
        String two = say(second, bob, 1).getFirst();
        String secret = say(hidden, eve, 1).getFirst();

        assertThat(marked(ana, one, two, secret, UUID.randomUUID().toString())).isEqualTo(2);

        assertThat(reads(bob, secret, "").body().path("count").asLong()).isZero();
        assertThat(FakeRoomService.shared().wasAsked(hidden, ana.id())).isFalse();
        assertThat(told(second, ana).data().messageIds()).containsExactly(UUID.fromString(two));
    }

    @Test
    void nothingNamedIsNothingMarked() {
        assertThat(marked(ana)).isZero();
    }

    @Test
    void namesTheFieldAndTheLimit() {
        Chat.Answer tooMany = mark(ana, Collections.nCopies(501, UUID.randomUUID()));

        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.body().path("errors").path("message_ids").path(0).asString())
                .contains("500");
        assertThat(mark(ana, Collections.nCopies(500, UUID.randomUUID())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"message_ids\": null}",
                "{\"message_ids\": [null]}",
                "{\"message_ids\": [\"one\"]}",
                "{\"message_ids\": [{}]}",
                "{\"message_ids\": {\"a\": 1}}",
            })
    void refusesWhatIsNoListOfIds(String body) {
        Chat.Answer answer = chat.post(ana, "/api/v1/chat/messages/mark_read", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").propertyNames())
                .singleElement()
                .asString()
                .startsWith("message_ids");
    }

    @Test
    void showsWhoHasReadAMessageAndWhen() {
        User cid = People.someone("cid");
        chat.join(room, cid, Role.MEMBER, 9);
        Patience.await().until(() -> isKnown(room, cid));
        String id = say(room, bob, 1).getFirst();
        marked(cid, id);
        marked(ana, id);

        JsonNode page = reads(bob, id, "").body();

        assertThat(page.path("count").asLong()).isEqualTo(2);
        assertThat(page.path("next").isNull()).isTrue();
        JsonNode first = page.path("results").path(0);
        JsonNode second = page.path("results").path(1);
        assertThat(first.path("user").path("id").asString()).isEqualTo(cid.id().toString());
        assertThat(second.path("user").path("username").asString()).isEqualTo(ana.username());
        assertThat(second.path("user").path("first_name").asString()).isEqualTo("ana");
        assertThat(second.path("user").path("last_name").asString()).isEqualTo("Tester");
        assertThat(Instant.parse(first.path("read_at").asString()))
                .isBeforeOrEqualTo(Instant.parse(second.path("read_at").asString()));

        JsonNode half = reads(ana, id, "?page=2&page_size=1").body();
        assertThat(half.path("previous").asString()).contains("page=1");
        assertThat(half.path("results").path(0).path("user").path("id").asString())
                .isEqualTo(ana.id().toString());
    }

    @Test
    void whoLeftHasReadWhatTheyRead() {
        String id = say(room, bob, 1).getFirst();
        marked(ana, id);
        chat.publish(9, new RoomEvent.ParticipantLeft(Chat.state(room, true), ana));
        FakeRoomService.shared().knows(room, ana.id(), 9, "");
        Patience.await().until(() -> !isKnown(room, ana));

        assertThat(reads(bob, id, "").body().path("count").asLong()).isEqualTo(1);
        assertThat(reads(ana, id, "").status()).isEqualTo(404);
        assertThat(marked(ana, say(room, bob, 1).getFirst())).isZero();
    }

    @Test
    void tellsOnlyParticipantsWhoHasRead() {
        String id = say(room, bob, 1).getFirst();

        assertThat(reads(eve, id, "").status()).isEqualTo(404);
        assertThat(reads(ana, UUID.randomUUID().toString(), "").status()).isEqualTo(404);
        assertThat(reads(ana, "mark_read", "").status()).isEqualTo(404);
    }

    @Test
    void aDeletedMessageKeepsItsPlaceAmongTheUnread() {
        String id = say(room, bob, 1).getFirst();
        chat.call(bob, "DELETE", "/api/v1/chat/messages/" + id + "/", null);

        assertThat(unread(ana)).isEqualTo(1);
        assertThat(marked(ana, id)).isEqualTo(1);
        assertThat(unread(ana)).isZero();
    }

    @Test
    void tellsEverybodyInASmallRoomWhatWasRead() {
        List<String> ids = say(room, bob, 2);
        marked(ana, ids.get(1), ids.get(0));

        Envelope<MessagesRead> told = told(room, ana);

        assertThat(told.data().messageIds()).isEqualTo(uuids(ids));
        assertThat(told.data().user()).isEqualTo(ana);
        assertThat(told.data().upToSeq()).isNull();
        assertThat(told.data().audience()).isNull();
        String readAt =
                reads(bob, ids.get(0), "")
                        .body()
                        .path("results")
                        .path(0)
                        .path("read_at")
                        .asString();
        assertThat(Instant.parse(readAt)).isEqualTo(told.data().readAt());
    }

    @Test
    void tellsHowFarAllIsReadAndNamesTheNewestThatWereUnread() {
        say(room, ana, 1);
        List<String> ids = say(room, bob, 105);
        marked(ana, ids.get(104));
        say(room, ana, 1);

        assertThat(
                        chat.post(ana, "/api/v1/chat/rooms/" + room + "/mark_all_read/", Map.of())
                                .body()
                                .path("marked_as_read")
                                .asLong())
                .isEqualTo(104);

        MessagesRead told =
                tap.await(each -> each.key().equals(room) && each.data().upToSeq() != null).data();
        assertThat(told.upToSeq()).isEqualTo(107);
        assertThat(told.messageIds()).isEqualTo(uuids(ids.subList(4, 104)));
        assertThat(unread(ana)).isZero();
    }

    @Test
    void whatWasReadBeforeIsNotToldAgain() {
        List<String> ids = say(room, bob, 2);
        marked(ana, ids.get(0));
        marked(ana, ids.get(0));
        marked(ana, ids.get(0), ids.get(1));

        tap.await(each -> each.data().messageIds().contains(UUID.fromString(ids.get(1))));
        assertThat(tap.seen())
                .filteredOn(each -> each.key().equals(room))
                .extracting(each -> each.data().messageIds())
                .containsExactly(uuids(ids.subList(0, 1)), uuids(ids.subList(1, 2)));
    }

    @Test
    void tellsOnlyTheSendersAndTheReaderInALargeRoom() {
        chat.publish(50, new RoomEvent.RoomUpdated(Chat.state(room, true, 101)));
        Patience.await().until(() -> memberships.withAtMost(100, Set.of(room)).isEmpty());
        User cid = People.someone("cid");
        chat.join(room, cid, Role.MEMBER, 9);
        Patience.await().until(() -> isKnown(room, cid));
        List<String> ids = say(room, bob, 3);
        say(room, cid, 1);

        marked(ana, ids.get(0), ids.get(2));

        assertThat(told(room, ana).data().audience()).containsExactlyInAnyOrder(ana.id(), bob.id());
    }
}
