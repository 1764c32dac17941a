package io.tertulia.message.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tertulia.message.ServiceTest;
import io.tertulia.message.history.MessageReader;
import io.tertulia.web.PageQuery;
import io.tertulia.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
@Timeout(60)
class MessageSearchTests {

    private static final SearchProperties HASTY =
            new SearchProperties(100, 100, 100, Duration.ofMillis(300), 1, 100, Duration.ZERO);

    private final MessageReader reader;
    private final Words words = new Words();

    MessageSearchTests(@Autowired MessageReader reader) {
        this.reader = reader;
    }

    @Test
    void giveUpWhenItTakesTooLongAndLetTheNextOneTry() {
        try (var relay = new Relay();
                MongoClient client = MongoClients.create(relay.uri())) {
            var collection =
                    new SearchCollection(
                            client.getDatabase("search-" + UUID.randomUUID()), HASTY.patience());
            var search = new MessageSearch(collection, reader, words, HASTY);
            relay.swallow(true);

            // With one turn at most, a turn that is not given back would keep out all others.
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> find(search))
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining("takes too long");
            }
            relay.swallow(false);
            assertThat(find(search)).isZero();
        }
    }

    private long find(MessageSearch search) {
        var query = new SearchQuery(words.wanted("hola"), null, null, null);
        return search.find(List.of(UUID.randomUUID()), query, new PageQuery(1, 50)).count();
    }
}
