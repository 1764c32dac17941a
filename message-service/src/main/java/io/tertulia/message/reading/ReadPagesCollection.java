package io.tertulia.message.reading;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.tertulia.message.log.RoomUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Collection {@code read_pages}: the archive of what was read long ago, so that the documents in
 * {@code reads} stay small. Most people never get here.
 *
 * <ul>
 *   <li>{@code _id} "room:user:page": asked by {@code $in} for messages that are older than what
 *       the document in {@code reads} tells about
 *   <li>{@code room}, {@code page} (index, not unique): who has read a message
 *   <li>{@code user}; {@code ranges}: oldest first. As each brought something new to read, and
 *       there are 1,024 numbers or ranges of the level below in a page, it does not grow for ever.
 * </ul>
 */
final class ReadPagesCollection {

    static final String NAME = "read_pages";

    private static final String ROOM = "room";
    private static final String USER = "user";
    private static final String PAGE = "page";

    private final MongoCollection<Document> pages;

    /** Creates the index where it is missing. */
    ReadPagesCollection(MongoDatabase database) {
        pages = database.getCollection(NAME);
        pages.createIndex(new Document(ROOM, 1).append(PAGE, 1));
    }

    /** Puts ranges into the archive; those that are there already change nothing. */
    void add(Map<RoomUser, List<ReadRange>> archived) {
        var writes = new ArrayList<WriteModel<Document>>();
        archived.forEach((who, ranges) -> writes.addAll(additions(who, ranges)));
        if (!writes.isEmpty()) {
            pages.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    private static List<UpdateOneModel<Document>> additions(RoomUser who, List<ReadRange> ranges) {
        Map<PageName, List<ReadRange>> byPage = new LinkedHashMap<>();
        for (ReadRange range : ranges) {
            for (PageName page : PageName.of(range)) {
                byPage.computeIfAbsent(page, _ -> new ArrayList<>()).add(page.cut(range));
            }
        }
        return byPage.entrySet().stream()
                .map(each -> addition(who, each.getKey(), each.getValue()))
                .toList();
    }

    private static UpdateOneModel<Document> addition(
            RoomUser who, PageName page, List<ReadRange> ranges) {
        var added = new Document("$each", ReadRanges.write(ranges));
        return new UpdateOneModel<>(
                new Document("_id", id(who, page)),
                new Document("$addToSet", new Document(ReadRanges.FIELD, added))
                        .append(
                                "$setOnInsert",
                                new Document(ROOM, who.room().toString())
                                        .append(USER, who.user().toString())
                                        .append(PAGE, page.text())),
                new UpdateOptions().upsert(true));
    }

    /** What the archive holds on the pages around these messages. */
    Map<RoomUser, List<ReadRange>> around(Map<RoomUser, ? extends Collection<Long>> numbers) {
        Set<String> ids =
                numbers.entrySet().stream()
                        .flatMap(
                                each ->
                                        each.getValue().stream()
                                                .flatMap(number -> PageName.around(number).stream())
                                                .map(page -> id(each.getKey(), page)))
                        .collect(Collectors.toSet());
        var found = new HashMap<RoomUser, List<ReadRange>>();
        if (!ids.isEmpty()) {
            pages.find(new Document("_id", new Document("$in", List.copyOf(ids))))
                    .forEach(
                            each ->
                                    found.computeIfAbsent(who(each), _ -> new ArrayList<>())
                                            .addAll(ReadRanges.read(each)));
        }
        return found;
    }

    /**
     * Who has read a message, and when, as far as the archive tells.
     *
     * @param most readers that are looked at
     */
    Map<UUID, Instant> readersOf(UUID room, long number, int most) {
        List<String> names = PageName.around(number).stream().map(PageName::text).toList();
        Document covering = ReadRanges.covering(number);
        var filter =
                new Document(ROOM, room.toString())
                        .append(PAGE, new Document("$in", names))
                        .append(ReadRanges.FIELD, covering);
        var found = new HashMap<UUID, Instant>();
        pages.find(filter)
                .projection(new Document(USER, 1).append(ReadRanges.FIELD, covering))
                .limit(most)
                .forEach(
                        each ->
                                ReadRanges.firstTime(each)
                                        .ifPresent(
                                                at ->
                                                        found.merge(
                                                                UUID.fromString(
                                                                        each.getString(USER)),
                                                                at,
                                                                ReadRanges::earlier)));
        return found;
    }

    private static String id(RoomUser who, PageName page) {
        return who.id() + ":" + page.text();
    }

    private static RoomUser who(Document document) {
        return new RoomUser(
                UUID.fromString(document.getString(ROOM)),
                UUID.fromString(document.getString(USER)));
    }
}
