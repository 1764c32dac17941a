package io.tertulia.web.backing;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who a client says that it is, by SASL.
 *
 * @param mechanism how the password is shown
 * @param username whose
 * @param password empty where it stands in a file
 * @param passwordFile path of a file that holds nothing but the password; empty without one
 */
record KafkaLogin(
        @DefaultValue("SCRAM-SHA-512") Mechanism mechanism,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String passwordFile) {

    /** The mechanisms that need a name and a password and nothing else. */
    enum Mechanism {
        SCRAM_SHA_512("SCRAM-SHA-512", "scram.ScramLoginModule"),
        SCRAM_SHA_256("SCRAM-SHA-256", "scram.ScramLoginModule"),
        PLAIN("PLAIN", "plain.PlainLoginModule");

        private final String title;
        private final String module;

        Mechanism(String title, String module) {
            this.title = title;
            this.module = module;
        }

        String title() {
            return title;
        }
    }

    KafkaLogin {
        if (!password.isEmpty() && !passwordFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "CHAT_KAFKA_PASSWORD and CHAT_KAFKA_PASSWORD_FILE exclude each other.");
        }
    }

    /**
     * The line that Kafka's clients take both out of.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    String jaas() {
        if (username.isEmpty()) {
            throw new IllegalArgumentException("CHAT_KAFKA_USERNAME is missing.");
        }
        String secret = passwordFile.isEmpty() ? password : Tls.read(passwordFile).stripTrailing();
        if (secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "CHAT_KAFKA_PASSWORD (or a file that holds it) is missing.");
        }
        return "org.apache.kafka.common.security.%s required username=%s password=%s;"
                .formatted(mechanism.module, quoted(username), quoted(secret));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without the password: records are shown in errors and logs. */
    @Override
    public String toString() {
        return "KafkaLogin[mechanism=%s, username=%s]".formatted(mechanism, username);
    }
}
