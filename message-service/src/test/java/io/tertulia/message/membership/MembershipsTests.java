package io.tertulia.message.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.message.log.RoomUser;
import io.tertulia.test.Servers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembershipsTests {

    private final MongoClient client = MongoClients.create(Servers.mongo());
    private final MongoDatabase database = client.getDatabase("members-" + UUID.randomUUID());
    private final Memberships memberships = Memberships.in(database);
    private final RoomUser who = new RoomUser(UUID.randomUUID(), UUID.randomUUID());

    @AfterEach
    void close() {
        client.close();
    }

    private void learn(long version, @Nullable Role role) {
        memberships.learn(List.of(), List.of(new Membership(who, version, role)));
    }

    private void learn(long version, boolean isActive) {
        var facts =
                new RoomFacts(who.room(), version, isActive, RoomType.GROUP, Visibility.PUBLIC, 3);
        memberships.learn(List.of(facts), List.of());
    }

    @Test
    void newerVersionsWinWhateverTheOrder() {
        learn(3, Role.ADMIN);
        learn(2, (Role) null);
        assertThat(memberships.role(who)).isEqualTo(Role.ADMIN);

        learn(4, (Role) null);
        learn(3, Role.ADMIN);
        assertThat(memberships.role(who)).isNull();
    }

    @Test
    void knowsWhichRoomsAreClosed() {
        learn(2, false);
        learn(1, true);

        assertThat(memberships.closed(Set.of(who.room(), UUID.randomUUID())))
                .containsExactly(who.room());
    }

    private void learn(long version, RoomType type, @Nullable Integer participants) {
        var facts = new RoomFacts(who.room(), version, true, type, Visibility.PUBLIC, participants);
        memberships.learn(List.of(facts), List.of());
    }

    @Test
    void knowsWhichRoomsAreSmall() {
        learn(2, RoomType.GROUP, 100);
        assertThat(memberships.withAtMost(100, Set.of(who.room(), UUID.randomUUID())))
                .containsExactly(who.room());
        assertThat(memberships.withAtMost(99, Set.of(who.room()))).isEmpty();

        learn(1, RoomType.GROUP, 3);
        assertThat(memberships.withAtMost(99, Set.of(who.room()))).isEmpty();
    }

    @Test
    void ofAStateStoredWithoutTheNumberOnlyADirectChatIsKnownToBeSmall() {
        storeAsBefore(3, RoomType.GROUP);
        assertThat(memberships.withAtMost(100, Set.of(who.room()))).isEmpty();
        assertThat(memberships.closed(Set.of(who.room()))).isEmpty();

        learn(3, RoomType.GROUP, 7);
        assertThat(memberships.withAtMost(100, Set.of(who.room()))).hasSize(1);

        storeAsBefore(4, RoomType.DIRECT);
        assertThat(memberships.withAtMost(100, Set.of(who.room()))).hasSize(1);
    }

    private void storeAsBefore(long version, RoomType type) {
        database.getCollection(RoomFactsCollection.NAME)
                .updateOne(
                        new Document("_id", who.room().toString()),
                        new Document(
                                "$set",
                                new Document(
                                        "state",
                                        new Document("version", version)
                                                .append("is_active", true)
                                                .append("room_type", type.name())
                                                .append("visibility", Visibility.PUBLIC.name()))),
                        new UpdateOptions().upsert(true));
    }

    @Test
    void listsTheRoomsThatSomebodyTakesPartIn() {
        learn(1, Role.MEMBER);
        var left = new RoomUser(UUID.randomUUID(), who.user());
        memberships.learn(List.of(), List.of(new Membership(left, 5, null)));

        assertThat(memberships.roomsOf(who.user(), 10)).containsExactly(who.room());
        var second = new RoomUser(UUID.randomUUID(), who.user());
        memberships.learn(List.of(), List.of(new Membership(second, 5, Role.OWNER)));
        assertThat(memberships.roomsOf(who.user(), 1)).hasSize(1);
    }
}
