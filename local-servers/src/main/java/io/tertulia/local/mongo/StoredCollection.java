package io.tertulia.local.mongo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the journal says about one collection: its name, and its documents in BSON by position. */
final class StoredCollection {

    private final List<byte @Nullable []> documents = new ArrayList<>();
    private String database = "";
    private String name = "";

    void rename(String newDatabase, String newName) {
        database = newDatabase;
        name = newName;
    }

    boolean hasName() {
        return !name.isEmpty();
    }

    String database() {
        return database;
    }

    String name() {
        return name;
    }

    String fullName() {
        return database + "." + name;
    }

    void put(int position, byte[] document) {
        while (documents.size() <= position) {
            documents.add(null);
        }
        documents.set(position, document);
    }

    void remove(int position) {
        if (position < documents.size()) {
            documents.set(position, null);
        }
    }

    /** All documents, in the order of their positions. */
    Stream<byte[]> documents() {
        return documents.stream().filter(Objects::nonNull).map(Objects::requireNonNull);
    }
}
