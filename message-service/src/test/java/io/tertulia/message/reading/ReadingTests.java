package io.tertulia.message.reading;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Timeout(60)
class ReadingTests {

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Chat chat;
    private UUID room = UUID.randomUUID();

    ReadingTests(@LocalServerPort @Autowired int port) {
        chat = new Chat(port);
    }

    @BeforeEach
    void makeRoom() {
        room = chat.room(ana, bob);
        Patience.await()
                .until(
                        () ->
                                chat.get(bob, "/api/v1/chat/rooms/" + room + "/changes").status()
                                        == 200);
    }

    private JsonNode head(User caller) {
        return chat.post(caller, "/internal/room-heads/", Map.of("room_ids", List.of(room)))
                .body()
                .path("heads")
                .path(room.toString());
    }

    private long markAll(User caller) {
        return chat.post(caller, "/api/v1/chat/rooms/" + room + "/mark_all_read/", Map.of())
                .body()
                .path("marked_as_read")
                .asLong();
    }

    @Test
    void ownMessagesAreNeverUnread() {
        chat.send(bob, room, "one");
        chat.send(ana, room, "two");
        chat.send(bob, room, "three");

        assertThat(head(ana).path("unread_count").asLong()).isEqualTo(2);
        assertThat(head(bob).path("unread_count").asLong()).isEqualTo(1);
    }

    @Test
    void markingAllReadLeavesNothingUnread() {
        chat.send(bob, room, "one");
        chat.send(ana, room, "two");
        chat.send(bob, room, "three");

        assertThat(markAll(ana)).isEqualTo(2);
        assertThat(head(ana).path("unread_count").asLong()).isZero();
        assertThat(markAll(ana)).isZero();

        chat.send(ana, room, "four");
        chat.send(bob, room, "five");
        assertThat(head(ana).path("unread_count").asLong()).isEqualTo(1);
        assertThat(markAll(ana)).isEqualTo(1);
    }

    @Test
    void showsTheHeadOfARoom() {
        chat.send(bob, room, "one");
        String id = chat.send(bob, room, "two").text("id");
        chat.call(bob, "PUT", "/api/v1/chat/messages/" + id + "/reactions/%F0%9F%91%8D", null);

        JsonNode head = head(ana);

        assertThat(head.path("last_seq").asLong()).isEqualTo(3);
        assertThat(head.path("last_number").asLong()).isEqualTo(2);
        assertThat(head.path("last_message").path("id").asString()).isEqualTo(id);
        assertThat(head.path("last_activity_at").asString()).endsWith("Z");
    }

    @Test
    void leavesOutRoomsThatNobodyHasWrittenTo() {
        assertThat(head(ana).isMissingNode()).isTrue();
    }

    @Test
    void tellsStrangersNothing() {
        chat.send(bob, room, "secret");
        User eve = People.someone("eve");
        FakeRoomService.shared().knows(room, eve.id(), 9, "");

        assertThat(head(ana).path("last_seq").asLong()).isEqualTo(1);
        assertThat(head(eve).isMissingNode()).isTrue();
        assertThat(
                        chat.post(eve, "/api/v1/chat/rooms/" + room + "/mark_all_read", Map.of())
                                .status())
                .isEqualTo(403);
    }

    @Test
    void refusesAnIncompleteRequest() {
        assertThat(
                        chat.post(ana, "/internal/room-heads", Map.of())
                                .body()
                                .path("errors")
                                .has("room_ids"))
                .isTrue();
    }
}
