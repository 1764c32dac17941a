package io.tertulia.web.backing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service's clients of Kafka, all of them, get in.
 *
 * @param security what is spoken with the brokers
 * @param login needed where that is SASL, else not looked at
 * @param tls used where that is TLS, else not looked at
 */
record KafkaAccess(
        @DefaultValue("plaintext") Security security,
        @DefaultValue KafkaLogin login,
        @DefaultValue Tls tls) {

    private static final String PEM = "PEM";

    /** Kafka's security protocols, by their own names. */
    enum Security {
        PLAINTEXT,
        SSL,
        SASL_PLAINTEXT,
        SASL_SSL
    }

    /**
     * What is to be set on every client.
     *
     * @throws IllegalArgumentException naming what is missing or cannot be read
     */
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, security.name());
        switch (security) {
            case PLAINTEXT -> {
                // Nothing to show, nobody to trust.
            }
            case SSL -> addTls(settings);
            case SASL_PLAINTEXT -> addLogin(settings);
            case SASL_SSL -> {
                addTls(settings);
                addLogin(settings);
            }
        }
        return settings;
    }

    private void addLogin(Map<String, String> to) {
        to.put(SaslConfigs.SASL_MECHANISM, login.mechanism().title());
        to.put(SaslConfigs.SASL_JAAS_CONFIG, login.jaas());
    }

    private void addTls(Map<String, String> to) {
        if (!tls.ca().isEmpty()) {
            to.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
            putKnown(to, SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, tls.caText());
        }
        if (!tls.certificate().isEmpty()) {
            to.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
            putKnown(to, SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, tls.certificateText());
            putKnown(to, SslConfigs.SSL_KEYSTORE_KEY_CONFIG, tls.keyText());
        }
    }

    private static void putKnown(Map<String, String> to, String key, @Nullable String value) {
        if (value != null) {
            to.put(key, value);
        }
    }
}
