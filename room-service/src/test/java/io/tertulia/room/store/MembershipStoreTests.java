package io.tertulia.room.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.Visibility;
import io.tertulia.room.rules.Member;
import io.tertulia.room.rules.PendingEntry;
import io.tertulia.room.rules.PendingEntry.Kind;
import io.tertulia.room.rules.RoomFixtures;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MembershipStoreTests {

    private final MembershipStore memberships = StoreFixtures.memberships(StoreFixtures.database());
    private final User ana = People.someone("Ana");
    private final User ben = People.someone("Ben");

    private PendingEntry entry(UUID room, Kind kind, long version, int minutes, User... users) {
        var facts = RoomFixtures.empty(ana, Visibility.PUBLIC);
        var at = RoomFixtures.THEN.plus(Duration.ofMinutes(minutes));
        var named =
                new Room(
                        room,
                        facts.name(),
                        facts.description(),
                        facts.roomType(),
                        facts.visibility(),
                        users.length,
                        ana,
                        true,
                        at,
                        at);
        var members =
                List.of(users).stream()
                        .map(user -> new Member(user, Role.MEMBER, version, at))
                        .toList();
        return new PendingEntry(version, kind, at, named, members);
    }

    @Test
    void findsThoseAtTheLimit() {
        for (int i = 0; i < 3; i++) {
            memberships.apply(entry(UUID.randomUUID(), Kind.JOINED, 1, i, ana));
        }
        memberships.apply(entry(UUID.randomUUID(), Kind.JOINED, 1, 0, ben));

        assertThat(memberships.withAtLeast(3, List.of(ana.id(), ben.id())))
                .containsExactly(ana.id());
        assertThat(memberships.withAtLeast(4, List.of(ana.id(), ben.id()))).isEmpty();
    }

    @Test
    void countsNoRoomThatWasLeft() {
        UUID room = UUID.randomUUID();
        memberships.apply(entry(room, Kind.JOINED, 2, 0, ana));
        memberships.apply(entry(room, Kind.LEFT, 3, 1, ana));

        assertThat(memberships.roomsOf(ana.id())).isEmpty();
        assertThat(memberships.withAtLeast(1, List.of(ana.id()))).isEmpty();
    }

    @Test
    void forgetsClosedRoomsAndTheOldestDepartures() {
        UUID open = UUID.randomUUID();
        UUID closed = UUID.randomUUID();
        memberships.apply(entry(open, Kind.JOINED, 1, 0, ana));
        memberships.apply(entry(closed, Kind.JOINED, 1, 0, ana));
        var left = new ArrayList<UUID>();
        IntStream.rangeClosed(0, MembershipStore.MOST_LEFT)
                .forEach(
                        i -> {
                            left.add(UUID.randomUUID());
                            memberships.apply(entry(left.getLast(), Kind.LEFT, 9, i, ana));
                        });
        assertThat(memberships.isUntidy(ana.id())).isTrue();

        memberships.tidy(ana.id(), List.of(closed));

        assertThat(memberships.isUntidy(ana.id())).isFalse();
        assertThat(memberships.roomsOf(ana.id())).containsExactly(open);
        // The latest departure is remembered: a late repeat of the joining before it is dropped.
        memberships.apply(entry(left.getLast(), Kind.JOINED, 8, 0, ana));
        assertThat(memberships.roomsOf(ana.id())).containsExactly(open);
    }

    @Test
    void keepsARoomThatWasJoinedAgainWhileItTidied() {
        var database = StoreFixtures.database();
        MembershipStore others = StoreFixtures.memberships(database);
        UUID room = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        others.apply(entry(room, Kind.LEFT, 3, 0, ana));
        others.apply(entry(other, Kind.LEFT, 3, 0, ana));
        PendingEntry again = entry(room, Kind.JOINED, 4, 1, ana);
        // Just before the tidying's write goes out, after its read.
        var meanwhile =
                new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if (event.getCommandName().equals("update")) {
                            others.apply(again);
                        }
                    }
                };
        var settings =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(Servers.mongo()))
                        .addCommandListener(meanwhile)
                        .build();
        try (var client = MongoClients.create(settings)) {
            StoreFixtures.memberships(client.getDatabase(database.getName()))
                    .tidy(ana.id(), List.of(room, other));
        }

        assertThat(others.roomsOf(ana.id())).containsExactly(room);
        // The other one is forgotten: nothing is left that would outdo an older entry.
        others.apply(entry(other, Kind.JOINED, 2, 0, ana));
        assertThat(others.roomsOf(ana.id())).containsExactlyInAnyOrder(room, other);
    }
}
