package io.tertulia.room.rooms;

import static io.tertulia.room.rules.RoomFixtures.people;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.tertulia.events.User;
import io.tertulia.events.room.Visibility;
import io.tertulia.room.outbox.OutboxInstance;
import io.tertulia.room.rules.RoomChange;
import io.tertulia.room.rules.RoomRules;
import io.tertulia.room.rules.RoomState;
import io.tertulia.room.store.RoomStore;
import io.tertulia.room.store.StoreFixtures;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import io.tertulia.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several instances of the service on one database. */
class RoomRegistryTests {

    private static final String NOWHERE = "127.0.0.1:9";

    private final MongoDatabase database = StoreFixtures.database();
    private final RoomStore rooms = StoreFixtures.rooms(database);
    private final List<OutboxInstance> instances = new ArrayList<>();
    private final User ana = People.someone("Ana");

    private RoomRegistry instance(String kafka) {
        var outbox = new OutboxInstance(database, kafka);
        instances.add(outbox);
        var properties =
                new RoomProperties(1_000, 100, 200, Duration.ofSeconds(20), Duration.ofSeconds(1));
        return new RoomRegistry(
                new RoomRules(properties.participants()),
                rooms,
                StoreFixtures.roster(database),
                outbox.outbox(),
                new RoomLocks(properties),
                properties,
                Clock.systemUTC());
    }

    private UUID room(RoomRegistry registry) {
        var wanted = new NewRoom("Tertulia", "", Visibility.PUBLIC, List.of());
        return registry.create(ana, wanted).room().id();
    }

    @AfterEach
    void stopInstances() {
        instances.forEach(OutboxInstance::stop);
    }

    @Test
    void countsEverybodyWhoJoinsThroughDifferentInstances() throws Exception {
        List<RoomRegistry> registries =
                List.of(instance(Servers.kafka()), instance(Servers.kafka()));
        UUID room = room(registries.getFirst());
        List<User> crowd = people(30);
        var joins = new ArrayList<Callable<RoomState>>();
        for (int i = 0; i < crowd.size(); i++) {
            RoomRegistry registry = registries.get(i % registries.size());
            User user = crowd.get(i);
            joins.add(() -> registry.change(room, new RoomChange.Join(user)));
        }
        var versions = new HashSet<Long>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var join : executor.invokeAll(joins)) {
                versions.add(join.get().version());
            }
        }

        assertThat(versions).as("each join has a version of its own").hasSize(30);
        RoomState state = rooms.find(room).orElseThrow();
        assertThat(state.room().participantCount()).isEqualTo(31);
        assertThat(state.version()).isEqualTo(32);
        assertThat(state.front()).extracting(member -> member.id()).doesNotHaveDuplicates();
    }

    @Test
    void createsOneDirectChatThroughDifferentInstances() {
        User ben = People.someone("Ben");
        RoomRegistry one = instance(Servers.kafka());
        RoomRegistry other = instance(Servers.kafka());

        assertThat(one.createDirect(ana, ben)).isPresent();
        assertThat(other.createDirect(ben, ana)).isEmpty();
        assertThat(other.findDirect(ben, ana)).isEqualTo(one.findDirect(ana, ben)).isPresent();
    }

    @Test
    void boundsWhatIsPendingWhileKafkaIsAwayAndLosesNoneOfIt() {
        RoomRegistry registry = instance(NOWHERE);
        UUID room = room(registry);
        List<User> crowd = people(20);
        var joined = new ArrayList<User>();

        assertThatThrownBy(
                        () -> {
                            for (User user : crowd) {
                                registry.change(room, new RoomChange.Join(user));
                                joined.add(user);
                            }
                        })
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be told");
        assertThat(rooms.pending(room)).hasSize(OutboxInstance.ENTRIES);
        assertThat(joined).hasSize(OutboxInstance.ENTRIES - 2);

        RoomRegistry later = instance(Servers.kafka());
        RoomState state = later.change(room, new RoomChange.Join(crowd.getLast()));
        assertThat(state.room().participantCount()).isEqualTo(joined.size() + 2);
    }
}
