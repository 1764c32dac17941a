package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;

/**
 * A database whose list of collections and indexes changes one whole change at a time. The
 * journal's lock for that is always taken before this object's monitor.
 */
final class LocalDatabase extends AbstractSynchronizedMongoDatabase<Integer> {

    private final CollectionStorage storage;

    LocalDatabase(String name, CursorRegistry cursors, CollectionStorage storage) {
        super(name, cursors);
        this.storage = storage;
        initializeNamespacesAndIndexes();
    }

    static boolean isSystem(String collection) {
        return collection.startsWith("system.");
    }

    @Override
    public Document handleCommand(
            Channel channel,
            String command,
            Document query,
            DatabaseResolver databases,
            Oplog oplog) {
        WriteCommand.Execution stock =
                each -> super.handleCommand(channel, command, each, databases, oplog);
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "insert" -> WriteCommand.insert(query, stock);
            case "update" -> WriteCommand.update(query, stock);
            default -> stock.run(query);
        };
    }

    @Override
    protected MongoCollection<Integer> openOrCreateCollection(
            String collectionName, CollectionOptions options) {
        return new LocalCollection(this, collectionName, options, cursorRegistry, storage);
    }

    // Its parts are synchronized; the journal's lock must be taken before, not inside.
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    @Override
    protected MongoCollection<Integer> resolveOrCreateCollection(String collectionName) {
        MongoCollection<Integer> found = resolveCollection(collectionName, false);
        return found != null
                ? found
                : storage.journal()
                        .atomically(() -> super.resolveOrCreateCollection(collectionName));
    }

    @Override
    public MongoCollection<Integer> createCollectionOrThrowIfExists(
            String collectionName, CollectionOptions options) {
        return storage.journal().atomically(() -> createAlone(collectionName, options));
    }

    private synchronized MongoCollection<Integer> createAlone(
            String collectionName, CollectionOptions options) {
        return super.createCollectionOrThrowIfExists(collectionName, options);
    }

    @Override
    public void dropCollection(String collectionName, Oplog oplog) {
        storage.journal()
                .atomically(
                        () -> {
                            super.dropCollection(collectionName, oplog);
                            return true;
                        });
    }

    @Override
    public void moveCollection(
            MongoDatabase oldDatabase, MongoCollection<?> collection, String newName) {
        storage.journal()
                .atomically(
                        () -> {
                            super.moveCollection(oldDatabase, collection, newName);
                            return true;
                        });
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new UniqueIndex(indexName, keys, sparse);
    }

    @Override
    protected Index<Integer> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(indexName, keys, sparse);
    }

    @Override
    protected long getStorageSize() {
        return 0;
    }

    @Override
    protected long getFileSize() {
        return 0;
    }
}
