package io.tertulia.message.search;

import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoOperationTimeoutException;
import io.tertulia.events.message.Message;
import io.tertulia.message.history.MessageReader;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.web.Page;
import io.tertulia.web.PageQuery;
import io.tertulia.web.ProblemException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Searches and shows what was found. Safe for use by many threads. */
final class MessageSearch {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final SearchCollection collection;
    private final MessageReader messages;
    private final Words words;
    private final SearchProperties properties;

    /**
     * A search may make the database read much. Were all its threads busy with searches, whoever
     * sends would wait behind those who look for something.
     */
    private final Semaphore turns;

    MessageSearch(
            SearchCollection collection,
            MessageReader messages,
            Words words,
            SearchProperties properties) {
        this.collection = collection;
        this.messages = messages;
        this.words = words;
        this.properties = properties;
        this.turns = new Semaphore(properties.mostAtOnce(), true);
    }

    /**
     * A page of the messages of these rooms that fit, newest first.
     *
     * @throws ProblemException 400 for a page behind the last one, 503 if it takes too long
     */
    Page<Message> find(Collection<UUID> rooms, SearchQuery query, PageQuery page) {
        if ((long) page.page() * page.size() > properties.mostHits()) {
            throw ProblemException.invalid(
                    "page", "Pages end at hit %d.".formatted(properties.mostHits()));
        }
        List<NumberInRoom> hits = rooms.isEmpty() ? List.of() : hits(rooms, query);
        Page<NumberInRoom> cut = Page.cut(page, hits);
        return new Page<>(cut.count(), cut.next(), cut.previous(), shown(cut.results(), query));
    }

    private List<NumberInRoom> hits(Collection<UUID> rooms, SearchQuery query) {
        if (!takesTurn()) {
            throw tooLong();
        }
        try {
            return collection.find(rooms, query, properties.mostHits());
        } catch (MongoOperationTimeoutException | MongoExecutionTimeoutException e) {
            throw tooLong();
        } finally {
            turns.release();
        }
    }

    private boolean takesTurn() {
        try {
            return turns.tryAcquire(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ProblemException tooLong() {
        return ProblemException.unavailable(
                "The search takes too long; look for rarer words or in one room, or try again.",
                RETRY_AFTER);
    }

    /**
     * The index is a moment behind the messages. Those that were deleted meanwhile, or say
     * something else, are left out: nobody may find by a word what no longer says it.
     */
    private List<Message> shown(List<NumberInRoom> hits, SearchQuery query) {
        Map<NumberInRoom, Message> found =
                messages.numbered(hits).stream()
                        .filter(each -> says(each, query))
                        .collect(Collectors.toMap(MessageSearch::place, Function.identity()));
        return hits.stream().flatMap(hit -> Stream.ofNullable(found.get(hit))).toList();
    }

    private boolean says(Message message, SearchQuery query) {
        return query.isIn(words.terms(message.content(), properties.mostTerms()));
    }

    private static NumberInRoom place(Message message) {
        return new NumberInRoom(message.room(), message.number());
    }
}
