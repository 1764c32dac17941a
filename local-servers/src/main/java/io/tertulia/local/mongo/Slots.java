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
 * The documents of one collection, each at a position that it keeps. They are kept as BSON, and
 * made anew for whoever asks for one: as objects they would take many times the heap, nearly all of
 * it in the way of every garbage collection, and nobody could be kept from changing them. The bytes
 * of files that they hold are accounted for here. Guarded by the collection's monitor.
 */
final class Slots {

    private final List<byte @Nullable []> documents = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final FileRoom files;

    /** Not any more once the collection is dropped; commands under way may still come to it. */
    private boolean isAccountedFor = true;

    Slots(FileRoom files) {
        this.files = files;
    }

    /** Fills them with what was stored before, and had its room then. */
    void load(List<byte[]> found) {
        found.forEach(bytes -> files.add(DocumentBytes.decode(bytes)));
        documents.addAll(found);
    }

    /**
     * Puts a document at a position that is free.
     *
     * @param bytes the same document
     * @throws de.bwaldvogel.mongo.exception.MongoServerError if there is no room for its bytes
     */
    int add(Document document, byte[] bytes) {
        if (isAccountedFor) {
            files.take(document);
        }
        Integer position = free.poll();
        if (position == null) {
            documents.add(bytes);
            return documents.size() - 1;
        }
        documents.set(position, bytes);
        return position;
    }

    /**
     * Puts a document in another one's place.
     *
     * @param bytes the same as the document that is there from now on
     */
    void replace(int position, Document before, Document after, byte[] bytes) {
        documents.set(position, bytes);
        if (isAccountedFor) {
            files.giveBack(before);
            files.add(after);
        }
    }

    void remove(int position) {
        if (isAccountedFor) {
            files.giveBack(get(position));
        }
        documents.set(position, null);
        free.add(position);
    }

    /** To be called when the collection is dropped. */
    void letGo() {
        if (isAccountedFor) {
            isAccountedFor = false;
            all(false).forEach(files::giveBack);
        }
    }

    /** The document at a position: a new one each time. */
    Document get(int position) {
        return DocumentBytes.decode(bytesAt(position));
    }

    /** Null if there is no such document. */
    @Nullable Integer positionOf(Document document) {
        return positions()
                .filter(position -> get(position).equals(document))
                .boxed()
                .findFirst()
                .orElse(null);
    }

    int count() {
        return documents.size() - free.size();
    }

    /** What all documents take together. */
    long bytes() {
        return positions().mapToLong(position -> bytesAt(position).length).sum();
    }

    private byte[] bytesAt(int position) {
        return Objects.requireNonNull(documents.get(position));
    }

    /** Where documents are, in order. */
    IntStream positions() {
        return IntStream.range(0, documents.size()).filter(each -> documents.get(each) != null);
    }

    /** All documents, in the order of their positions or the other way round. */
    Stream<Document> all(boolean isDescending) {
        List<byte @Nullable []> inOrder = isDescending ? documents.reversed() : documents;
        return inOrder.stream()
                .filter(Objects::nonNull)
                .map(bytes -> DocumentBytes.decode(Objects.requireNonNull(bytes)));
    }
}
