package io.tertulia.identity;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's own database, and how long a person waits for it. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    private static final int CONNECT_SECONDS = 2;
    private static final int SELECT_SECONDS = 3;
    private static final int READ_SECONDS = 10;

    @Bean
    MongoDatabase database(MongoClient client, MongoProperties properties) {
        return client.getDatabase(properties.getMongoClientDatabase());
    }

    /** The driver's half minute is too long for somebody who waits to be logged in. */
    @Bean
    MongoClientSettingsBuilderCustomizer patience() {
        return settings ->
                settings.applyToClusterSettings(
                                cluster ->
                                        cluster.serverSelectionTimeout(
                                                SELECT_SECONDS, TimeUnit.SECONDS))
                        .applyToSocketSettings(
                                socket ->
                                        socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                                                .readTimeout(READ_SECONDS, TimeUnit.SECONDS));
    }
}
