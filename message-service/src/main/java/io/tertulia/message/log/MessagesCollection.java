package io.tertulia.message.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Collection {@code messages}: every message as it is now.
 *
 * <ul>
 *   <li>{@code _id} "room:number": a page of history is {@code $in} of known ids.
 *   <li>{@code message_id} (unique index): one message by its id, and those that a batch of
 *       commands concerns.
 *   <li>{@code room}, {@code number}, {@code seq} (of its sending), {@code sender}, {@code
 *       message_type}, {@code reply_to}, {@code attachment}, {@code created_at}: never change, but
 *       for the text of {@code reply_to} and the name of {@code attachment}, which are erased when
 *       the message that they are of is deleted
 *   <li>{@code reply_to.id} (index, not unique): the answers that quote what is to be erased
 *   <li>{@code state}: see {@link MessageDocuments}
 * </ul>
 */
public final class MessagesCollection {

    static final String NAME = "messages";
    private static final String MESSAGE_ID = "message_id";
    private static final String QUOTED_ID = "reply_to.id";
    private static final Document PLACE =
            new Document(MESSAGE_ID, 1)
                    .append("room", 1)
                    .append("number", 1)
                    .append("sender.id", 1);

    private final MongoCollection<Document> messages;

    /** Creates the indexes where they are missing. */
    public MessagesCollection(MongoDatabase database) {
        messages = database.getCollection(NAME);
        messages.createIndex(new Document(MESSAGE_ID, 1), new IndexOptions().unique(true));
        // Most messages answer none: these are not in the index.
        messages.createIndex(new Document(QUOTED_ID, 1), new IndexOptions().sparse(true));
    }

    /**
     * Brings messages to at least these states; newer states stay as they are.
     *
     * @throws LogConflict if another writer put the same message at the same time
     */
    public void put(Collection<LoggedMessage> states) {
        Map<Boolean, List<LoggedMessage>> byNovelty =
                states.stream().collect(Collectors.partitioningBy(LoggedMessage::isNew));
        insert(byNovelty.getOrDefault(true, List.of()));
        upsert(byNovelty.getOrDefault(false, List.of()));
    }

    /** Nearly all that is put is new, and costs a fraction where nobody looks for it first. */
    private void insert(List<LoggedMessage> states) {
        try {
            MongoWrites.insert(
                    messages, states.stream().map(MessagesCollection::document).toList());
        } catch (LogConflict e) {
            // From a batch that was not finished, or from another writer: maybe newer by now.
            upsert(states);
        }
    }

    private static Document document(LoggedMessage logged) {
        var document = new Document("_id", id(logged.message().room(), logged.message().number()));
        document.putAll(MessageDocuments.snapshot(logged));
        return document;
    }

    private void upsert(List<LoggedMessage> states) {
        MongoWrites.write(messages, states.stream().map(MessagesCollection::upsert).toList());
    }

    private static WriteModel<Document> upsert(LoggedMessage logged) {
        return MongoWrites.upsert(
                id(logged.message().room(), logged.message().number()),
                new Document("$setOnInsert", MessageDocuments.constants(logged.message()))
                        .append(
                                "$max",
                                new Document(
                                        MessageDocuments.STATE, MessageDocuments.state(logged))));
    }

    /** The messages with these ids, of any room; unknown ids are left out. */
    public Map<UUID, LoggedMessage> byMessageId(Collection<UUID> ids) {
        var found = new HashMap<UUID, LoggedMessage>();
        if (!ids.isEmpty()) {
            List<String> texts = ids.stream().map(UUID::toString).toList();
            messages.find(new Document(MESSAGE_ID, new Document("$in", texts)))
                    .map(MessageDocuments::message)
                    .forEach(logged -> found.put(logged.message().id(), logged));
        }
        return found;
    }

    /** The message with this id, of any room. */
    public Optional<LoggedMessage> byMessageId(UUID id) {
        return Optional.ofNullable(byMessageId(List.of(id)).get(id));
    }

    /** The messages with these numbers, in no order; unknown numbers are left out. */
    public List<LoggedMessage> byNumber(Collection<NumberInRoom> numbers) {
        var found = new ArrayList<LoggedMessage>(numbers.size());
        if (!numbers.isEmpty()) {
            List<String> ids =
                    numbers.stream().map(each -> id(each.room(), each.number())).toList();
            messages.find(new Document("_id", new Document("$in", ids)))
                    .batchSize(numbers.size())
                    .map(MessageDocuments::message)
                    .into(found);
        }
        return found;
    }

    /**
     * Takes the text of messages that are deleted out of the answers that quote them, and out of
     * themselves the names of what was attached.
     */
    public void erase(Collection<UUID> deleted) {
        messages.bulkWrite(
                List.of(
                        MongoWrites.erase(QUOTED_ID, deleted, "reply_to.content"),
                        MongoWrites.erase(MESSAGE_ID, deleted, "attachment.name")),
                new BulkWriteOptions().ordered(false));
    }

    /** The places of the messages with these ids, of any room; unknown ids are left out. */
    public Map<UUID, MessagePlace> placesById(Collection<UUID> ids) {
        List<String> texts = ids.stream().map(UUID::toString).toList();
        return places(MESSAGE_ID, texts).stream()
                .collect(Collectors.toMap(MessagePlace::id, Function.identity()));
    }

    /** The places of the messages with these numbers, in no order; unknown ones are left out. */
    public List<MessagePlace> placesByNumber(Collection<NumberInRoom> numbers) {
        return places("_id", numbers.stream().map(each -> id(each.room(), each.number())).toList());
    }

    private List<MessagePlace> places(String field, List<String> values) {
        var found = new ArrayList<MessagePlace>(values.size());
        if (!values.isEmpty()) {
            messages.find(new Document(field, new Document("$in", values)))
                    .projection(PLACE)
                    .batchSize(values.size())
                    .map(MessagesCollection::place)
                    .into(found);
        }
        return found;
    }

    private static MessagePlace place(Document document) {
        return new MessagePlace(
                UUID.fromString(document.getString(MESSAGE_ID)),
                UUID.fromString(document.getString("room")),
                document.getLong("number"),
                UUID.fromString(document.get("sender", Document.class).getString("id")));
    }

    private static String id(UUID room, long number) {
        return room + ":" + number;
    }
}
