package io.tertulia.room.store;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tertulia.test.Servers;
import java.util.UUID;

/** Stores on a real server, as two instances of the service would have them. */
public final class StoreFixtures {

    private StoreFixtures() {}

    /** A database of a test's own. */
    public static MongoDatabase database() {
        return MongoClients.create(Servers.mongo()).getDatabase("test-" + UUID.randomUUID());
    }

    public static RoomStore rooms(MongoDatabase database) {
        return new RoomStore(database);
    }

    /** What one instance knows: nothing of what another has settled. */
    public static Roster roster(MongoDatabase database) {
        return new Roster(new ParticipantStore(database), new MembershipStore(database));
    }

    public static MembershipStore memberships(MongoDatabase database) {
        return new MembershipStore(database);
    }
}
