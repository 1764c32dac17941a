package io.tertulia.local.mongo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The collections found at start, numbered from 1 without holes, each with its documents at the
 * positions 0, 1, 2 and so on. Each is handed out once, to the collection that then holds it.
 */
final class StoredCollections {

    static final String NAMESPACES = "system.namespaces";
    private static final String SYSTEM = "system.";
    private static final int BUFFER_BYTES = 1024 * 1024;

    /** A collection's number, and its documents in BSON in the order of their positions. */
    record Content(int number, List<byte[]> documents) {}

    private final Map<String, StoredCollection> byFullName = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private StoredCollections(Collection<StoredCollection> all) {
        Set<String> listed = listedNames(all);
        for (StoredCollection each : all) {
            if (each.name().startsWith(SYSTEM) || listed.contains(each.fullName())) {
                byFullName.put(each.fullName(), each);
                numbers.putIfAbsent(each.fullName(), numbers.size() + 1);
            }
        }
    }

    static StoredCollections none() {
        return new StoredCollections(List.of());
    }

    /** Leaves out what no list of collections names: its creation had not been acknowledged. */
    static StoredCollections of(Collection<StoredCollection> found) {
        return new StoredCollections(found.stream().filter(StoredCollection::hasName).toList());
    }

    private static Set<String> listedNames(Collection<StoredCollection> all) {
        Set<String> names = new HashSet<>();
        for (StoredCollection each : all) {
            if (each.name().equals(NAMESPACES)) {
                each.documents()
                        .forEach(
                                d ->
                                        names.add(
                                                String.valueOf(
                                                        DocumentBytes.decode(d).get("name"))));
            }
        }
        return names;
    }

    /** The highest number given to a collection found. */
    int count() {
        return numbers.size();
    }

    Set<String> databases() {
        return byFullName.values().stream()
                .map(StoredCollection::database)
                .collect(Collectors.toSet());
    }

    /** Null if there is none of that name, or if it has been taken. */
    synchronized @Nullable Content take(String database, String name) {
        String fullName = database + "." + name;
        StoredCollection found = byFullName.remove(fullName);
        Integer number = numbers.get(fullName);
        if (found == null || number == null) {
            return null;
        }
        return new Content(number, found.documents().toList());
    }

    /** Writes a journal that holds these collections and nothing else. */
    void writeTo(OutputStream target) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(target, BUFFER_BYTES);
        out.write(JournalFormat.HEADER);
        for (Map.Entry<String, Integer> numbered : numbers.entrySet()) {
            StoredCollection collection = byFullName.get(numbered.getKey());
            if (collection != null) {
                write(out, numbered.getValue(), collection);
            }
        }
        out.flush();
    }

    private static void write(OutputStream out, int number, StoredCollection collection)
            throws IOException {
        writeFrame(out, JournalFormat.name(number, collection.database(), collection.name()));
        int position = 0;
        for (byte[] document : collection.documents().toList()) {
            writeFrame(out, JournalFormat.put(number, position, Unpooled.wrappedBuffer(document)));
            position++;
        }
    }

    private static void writeFrame(OutputStream out, ByteBuf payload) throws IOException {
        ByteBuf head = JournalFormat.head(payload);
        head.readBytes(out, head.readableBytes());
        payload.readBytes(out, payload.readableBytes());
    }
}
