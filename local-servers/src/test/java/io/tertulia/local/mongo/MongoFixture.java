package io.tertulia.local.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** A server with a client of it, and how to leave it as a crash would. */
record MongoFixture(EmbeddedMongo server, MongoClient client) implements AutoCloseable {

    static final String JOURNAL = "mongo.journal";

    static MongoFixture in(Path folder) {
        return start(MongoSettings.in(folder));
    }

    static MongoFixture inMemory() {
        return start(MongoSettings.inMemory());
    }

    static MongoFixture start(MongoSettings settings) {
        EmbeddedMongo server = EmbeddedMongo.start(settings);
        return new MongoFixture(server, MongoClients.create(server.uri()));
    }

    MongoCollection<Document> collection(String name) {
        return client.getDatabase("shop").getCollection(name);
    }

    /** What a process killed now would leave: the server goes on, unaware. */
    static Path copyJournal(Path from, Path to) {
        try {
            Files.createDirectories(to);
            return Files.copy(from.resolve(JOURNAL), to.resolve(JOURNAL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document id(Object id) {
        return new Document("_id", id);
    }

    static List<Document> all(MongoCollection<Document> collection) {
        return collection.find().sort(id(1)).into(new ArrayList<>());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
