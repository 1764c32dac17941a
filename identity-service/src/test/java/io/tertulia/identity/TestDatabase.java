package io.tertulia.identity;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tertulia.test.Servers;
import java.util.UUID;

/** A database that nobody else uses, for tests of stores without the service around them. */
public final class TestDatabase implements AutoCloseable {

    private final MongoClient client = MongoClients.create(Servers.mongo());
    private final MongoDatabase database = client.getDatabase("test-" + UUID.randomUUID());

    public MongoDatabase database() {
        return database;
    }

    @Override
    public void close() {
        database.drop();
        client.close();
    }
}
