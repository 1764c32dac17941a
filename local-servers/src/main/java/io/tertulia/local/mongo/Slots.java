package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection, each at a position that it keeps. The bytes that they hold are
 * accounted for here. Guarded by the collection's monitor.
 */
final class Slots {

    private final List<@Nullable Document> documents = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final SharedNames names = new SharedNames();
    private final FileRoom files;

    /** Not any more once the collection is dropped; commands under way may still come to it. */
    private boolean isAccountedFor = true;

    Slots(FileRoom files) {
        this.files = files;
    }

    /** Fills them with what was stored before, and had its room then. */
    void load(List<Document> found) {
        found.forEach(files::add);
        found.forEach(document -> documents.add(names.in(document)));
    }

    /**
     * Puts a document at a position that is free.
     *
     * @throws de.bwaldvogel.mongo.exception.MongoServerError if there is no room for its bytes
     */
    int add(Document document) {
        if (isAccountedFor) {
            files.take(document);
        }
        Document stored = names.in(document);
        Integer position = free.poll();
        if (position == null) {
            documents.add(stored);
            return documents.size() - 1;
        }
        documents.set(position, stored);
        return position;
    }

    void replace(int position, Document document) {
        swap(position, names.in(document));
    }

    void remove(int position) {
        swap(position, null);
        free.add(position);
    }

    private void swap(int position, @Nullable Document document) {
        Document before = documents.set(position, document);
        if (isAccountedFor) {
            files.giveBack(before);
            files.add(document);
        }
    }

    /** To be called when the collection is dropped. */
    void letGo() {
        if (isAccountedFor) {
            isAccountedFor = false;
            documents.forEach(files::giveBack);
        }
    }

    Document get(int position) {
        return Objects.requireNonNull(documents.get(position));
    }

    /** Null if there is no such document. */
    @Nullable Integer positionOf(Document document) {
        int position = documents.indexOf(document);
        return position < 0 ? null : position;
    }

    int count() {
        return documents.size() - free.size();
    }

    /** Where documents are, in order. */
    IntStream positions() {
        return IntStream.range(0, documents.size()).filter(each -> documents.get(each) != null);
    }

    /** All documents, in the order of their positions or the other way round. */
    Stream<Document> all(boolean isDescending) {
        List<@Nullable Document> inOrder = isDescending ? documents.reversed() : documents;
        return inOrder.stream().filter(Objects::nonNull).map(Objects::requireNonNull);
    }
}
