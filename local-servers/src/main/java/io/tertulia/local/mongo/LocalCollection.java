package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.Unpooled;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection in memory whose changes go to the journal. Its monitor guards everything in it; the
 * stock parent takes it for reads and writes alike, and the methods it leaves open are closed here.
 *
 * <p>Each query gets documents of its own: an answer may still be on its way out, after the monitor
 * was released, while the next command updates the same document.
 */
final class LocalCollection extends AbstractSynchronizedMongoCollection<Integer> {

    /** A query that every document matches. */
    private static final Document ALL = new Document();

    private final CollectionStorage storage;
    private final int number;
    private final boolean system;
    private final Slots slots;

    /** Whether the journal knows the number's name; it is told with the first document. */
    private boolean named;

    private boolean dropped;

    LocalCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            CollectionStorage storage) {
        super(database, name, options, cursors);
        this.storage = storage;
        this.system = LocalDatabase.isSystem(name);
        this.slots = new Slots(storage.files());
        StoredCollections.Content content = storage.found().take(database.getDatabaseName(), name);
        this.named = content != null;
        this.number = content == null ? storage.numbers().incrementAndGet() : content.number();
        if (content != null) {
            slots.load(content.documents());
        }
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        if (!system) {
            storage.heap().requireRoom();
        }
        byte[] bytes = DocumentBytes.of(document);
        int position = slots.add(document, bytes);
        journalPut(position, bytes);
        return position;
    }

    /** The parent has changed the indexes by now. */
    @Override
    protected void handleUpdate(Integer position, Document old, Document changed) {
        byte[] bytes;
        try {
            bytes = DocumentBytes.of(changed);
        } catch (RuntimeException e) {
            for (Index<Integer> index : getIndexes()) {
                index.updateInPlace(changed, old, position, this);
            }
            throw e;
        }
        journalPut(position, bytes);
        slots.replace(position, old, changed, bytes);
    }

    @Override
    protected void removeDocument(Integer position) {
        if (!dropped) {
            requireAtomicIfSystem();
            storage.journal().remove(number, position);
        }
        slots.remove(position);
    }

    private void journalPut(int position, byte[] document) {
        if (dropped) {
            return;
        }
        requireAtomicIfSystem();
        if (!named) {
            named = true;
            storage.journal().name(number, getDatabaseName(), getCollectionName());
        }
        storage.journal().put(number, position, Unpooled.wrappedBuffer(document));
    }

    /** The lists of collections and indexes change as a whole or not at all. */
    private void requireAtomicIfSystem() {
        if (system && !storage.journal().isAtomic()) {
            throw new IllegalStateException(getFullName() + " changed outside of a whole change");
        }
    }

    @Override
    public synchronized void drop() {
        super.drop();
        slots.letGo();
        dropped = true;
        if (named) {
            storage.journal().drop(number);
        }
    }

    @Override
    public synchronized void renameTo(MongoDatabase newDatabase, String newName) {
        super.renameTo(newDatabase, newName);
        if (named) {
            storage.journal().name(number, getDatabaseName(), getCollectionName());
        }
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document fields) {
        Collection<Integer> these = IndexChoice.matches(query, getIndexes());
        if (these != null) {
            // The stock matcher would compare each of n documents with up to n values again.
            return matchDocuments(ALL, these, orderBy, skip, limit, batchSize, fields);
        }
        Collection<Integer> few = IndexChoice.candidates(query, getIndexes());
        if (few != null) {
            return matchDocuments(query, few, orderBy, skip, limit, batchSize, fields);
        }
        IndexScan scan = IndexScan.best(query, orderBy, getIndexes());
        if (scan == null || isNaturalDescending(orderBy)) {
            return matchDocuments(query, orderBy, skip, limit, batchSize, fields);
        }
        Predicate<Document> quick = ScanFilter.of(query);
        if (orderBy == null || !scan.isInOrder(orderBy)) {
            Stream<Document> some = scan.positions().map(this::getDocument).filter(quick);
            return matchDocumentsFromStream(some, query, orderBy, skip, limit, batchSize, fields);
        }
        // No sorting, and what lies before the page is not even looked at if it surely matches.
        int safe = scan.isExact(query) ? skip : 0;
        Stream<Document> rest =
                scan.inOrder(orderBy).skip(safe).map(this::getDocument).filter(quick);
        return matchDocumentsFromStream(rest, query, null, skip - safe, limit, batchSize, fields);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document fields) {
        storage.scans().increment();
        Stream<Document> some =
                slots.all(isNaturalDescending(orderBy)).filter(ScanFilter.of(query));
        return matchDocumentsFromStream(some, query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        return slots.positions()
                .mapToObj(position -> new DocumentWithPosition<>(slots.get(position), position));
    }

    @Override
    protected @Nullable Integer findDocumentPosition(Document document) {
        return slots.positionOf(document);
    }

    @Override
    protected Document getDocument(Integer position) {
        return slots.get(position);
    }

    @Override
    public synchronized void addIndex(Index<Integer> index) {
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        super.dropIndex(indexName);
    }

    @Override
    public synchronized int count() {
        return slots.count();
    }

    @Override
    public synchronized int count(@Nullable Document query, int skip, int limit) {
        return super.count(query, skip, limit);
    }

    @Override
    public synchronized Document getStats() {
        return super.getStats();
    }

    @Override
    public synchronized Document validate() {
        return super.validate();
    }

    /** Statistics are asked for seldom: better to add up then than at each change. */
    @Override
    protected synchronized int getDataSize() {
        return (int) Math.min(slots.bytes(), Integer.MAX_VALUE);
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("it is added up when asked for");
    }
}
