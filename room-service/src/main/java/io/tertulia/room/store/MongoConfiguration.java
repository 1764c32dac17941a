package io.tertulia.room.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's own database, and how long anybody waits for it. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    /** What is committed must outlive the primary, else the versions that follow would repeat. */
    @Bean
    MongoDatabase roomsDatabase(MongoClient client, MongoProperties properties) {
        return client.getDatabase(properties.getMongoClientDatabase())
                .withWriteConcern(WriteConcern.MAJORITY);
    }

    @Bean
    MongoClientSettingsBuilderCustomizer patience(DatabaseProperties properties) {
        long selection = properties.selectionTimeout().toMillis();
        long read = properties.readTimeout().toMillis();
        return settings ->
                settings.applyToClusterSettings(
                                cluster -> cluster.serverSelectionTimeout(selection, MILLISECONDS))
                        .applyToConnectionPoolSettings(
                                pool -> pool.maxWaitTime(selection, MILLISECONDS))
                        .applyToSocketSettings(
                                socket ->
                                        socket.connectTimeout(selection, MILLISECONDS)
                                                .readTimeout(read, MILLISECONDS));
    }
}
