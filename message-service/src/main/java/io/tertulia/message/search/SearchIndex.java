package io.tertulia.message.search;

import com.mongodb.client.model.WriteModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.message.log.LoggedMessage;
import java.util.Collection;
import java.util.Optional;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes messages findable. A message that cannot be taken apart is logged and counted ({@code
 * chat.message.search.malformed}) and passed over: it would fail again each time it is tried, and
 * keep all the others from being found.
 */
final class SearchIndex {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

    private final SearchCollection collection;
    private final Words words;
    private final int mostTerms;
    private final Counter malformed;

    SearchIndex(SearchCollection collection, Words words, int mostTerms, MeterRegistry registry) {
        this.collection = collection;
        this.words = words;
        this.mostTerms = mostTerms;
        this.malformed = registry.counter("chat.message.search.malformed");
    }

    /** Brings the index to at least these states of messages, one of each message. */
    void put(Collection<LoggedMessage> states) {
        collection.put(states.stream().map(this::entry).flatMap(Optional::stream).toList());
    }

    /** Counts what could not even be read. */
    void passOver(String what, Exception why) {
        malformed.increment();
        LOG.error("Passing over {}: it cannot be found by a search", what, why);
    }

    private Optional<WriteModel<Document>> entry(LoggedMessage logged) {
        try {
            return Optional.of(
                    SearchCollection.entry(
                            logged, words.terms(logged.message().content(), mostTerms)));
        } catch (RuntimeException e) {
            passOver("message " + logged.message().id(), e);
            return Optional.empty();
        }
    }
}
