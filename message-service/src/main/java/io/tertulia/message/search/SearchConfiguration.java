package io.tertulia.message.search;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.message.history.MessageReader;
import io.tertulia.message.log.RoomLog;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the search together. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean
    Words words() {
        return new Words();
    }

    @Bean
    SearchCollection searchCollection(MongoDatabase messagesDatabase, SearchProperties properties) {
        return new SearchCollection(messagesDatabase, properties.patience());
    }

    @Bean
    SearchIndex searchIndex(
            SearchCollection collection,
            Words words,
            SearchProperties properties,
            MeterRegistry registry) {
        return new SearchIndex(collection, words, properties.mostTerms(), registry);
    }

    @Bean
    SearchConsumer searchConsumer(SearchIndex index, MeterRegistry registry, Clock clock) {
        return new SearchConsumer(index, new SearchLag(registry, clock));
    }

    @Bean
    RebuildStarter rebuildStarter(
            RoomLog log,
            SearchCollection collection,
            SearchIndex index,
            SearchProperties properties) {
        return new RebuildStarter(
                new IndexRebuild(log, collection, index, properties.rebuildBatch()),
                properties.rebuildPause());
    }

    @Bean
    MessageSearch messageSearch(
            SearchCollection collection,
            MessageReader messages,
            Words words,
            SearchProperties properties) {
        return new MessageSearch(collection, messages, words, properties);
    }

    @Bean
    SearchRequests searchRequests(Words words) {
        return new SearchRequests(words);
    }
}
