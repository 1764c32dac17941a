package io.tertulia.message.reading;

import com.mongodb.client.MongoDatabase;
import io.tertulia.message.log.RoomLog;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the read marks together. */
@Configuration(proxyBeanMethods = false)
class ReadingConfiguration {

    @Bean
    ReadMarks readMarks(RoomLog log, MongoDatabase messagesDatabase, Clock clock) {
        return new ReadMarks(log, new ReadsCollection(messagesDatabase), clock);
    }
}
