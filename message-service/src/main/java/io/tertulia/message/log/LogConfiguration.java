package io.tertulia.message.log;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the database of the room log. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    private static final int SELECTION_SECONDS = 2;
    private static final int SOCKET_SECONDS = 10;

    /**
     * Bounds every wait: a database that is away must fail a batch in seconds, so that the writer
     * keeps its place in the group, and a request, so that its caller hears 503.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer boundedWaits() {
        return settings ->
                settings
                        // The writer tries its batches again by itself, and embedded servers have
                        // no sessions, which the driver's own retries need.
                        .retryWrites(false)
                        .applyToClusterSettings(
                                cluster ->
                                        cluster.serverSelectionTimeout(
                                                SELECTION_SECONDS, TimeUnit.SECONDS))
                        .applyToConnectionPoolSettings(
                                pool -> pool.maxWaitTime(SELECTION_SECONDS, TimeUnit.SECONDS))
                        .applyToSocketSettings(
                                socket ->
                                        socket.connectTimeout(SELECTION_SECONDS, TimeUnit.SECONDS)
                                                .readTimeout(SOCKET_SECONDS, TimeUnit.SECONDS));
    }

    /** What is acknowledged must outlive the primary, hence majority. */
    @Bean
    MongoDatabase messagesDatabase(MongoClient client, MongoProperties properties) {
        return client.getDatabase(properties.getMongoClientDatabase())
                .withWriteConcern(WriteConcern.MAJORITY);
    }

    @Bean
    RoomLog roomLog(MongoDatabase messagesDatabase) {
        return RoomLog.in(messagesDatabase);
    }
}
