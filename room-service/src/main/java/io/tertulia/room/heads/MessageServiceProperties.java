package io.tertulia.room.heads;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where message-service is.
 *
 * @param urls base addresses of its instances; they are asked in turn
 * @param connectTimeout how long an instance may take to accept a connection
 * @param readTimeout how long it may take to answer
 * @param rest how long an instance that has failed is asked last
 * @param retryAfter what a client is told when none answers
 */
@Validated
@ConfigurationProperties("chat.room.message-service")
record MessageServiceProperties(
        @DefaultValue("http://127.0.0.1:8083") @NotEmpty List<URI> urls,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("3s") Duration readTimeout,
        @DefaultValue("5s") Duration rest,
        @DefaultValue("2s") Duration retryAfter) {}
