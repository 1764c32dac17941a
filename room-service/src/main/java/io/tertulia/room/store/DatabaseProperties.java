package io.tertulia.room.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request waits for the database before it is answered with 503.
 *
 * @param selectionTimeout for a server, a connection to it, and a free one in the pool
 * @param readTimeout for the answer to a command
 */
@ConfigurationProperties("chat.room.database")
record DatabaseProperties(
        @DefaultValue("3s") Duration selectionTimeout, @DefaultValue("10s") Duration readTimeout) {}
