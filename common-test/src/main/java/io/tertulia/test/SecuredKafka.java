package io.tertulia.test;

import io.tertulia.local.kafka.EmbeddedKafka;
import io.tertulia.local.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker of its own that lets clients in by password and by certificate only, on one port for
 * each way. The open port of {@link #open()} is for the test itself.
 */
public final class SecuredKafka implements AutoCloseable {

    public static final String USER = "tertulia";

    /** With what must be escaped on the way to Kafka. */
    public static final String PASSWORD = "a \"secret\" of \\ ours; really";

    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
    private static final String MECHANISMS = "SCRAM-SHA-512,SCRAM-SHA-256,PLAIN";

    private final TestCertificate server = TestCertificate.make("kafka");
    private final TestCertificate client = TestCertificate.make("client");
    private final int encrypted = OwnServers.freePort();
    private final int login = OwnServers.freePort();
    private final int mutual = OwnServers.freePort();
    private final EmbeddedKafka kafka;

    private SecuredKafka() {
        kafka = EmbeddedKafka.start(settings());
        setPassword(PASSWORD);
    }

    public static SecuredKafka start() {
        return new SecuredKafka();
    }

    /** Bootstrap servers without any protection. */
    public String open() {
        return kafka.bootstrapServers();
    }

    /** The certificate that clients must trust, whatever it is that they show. */
    public TestCertificate server() {
        return server;
    }

    /** The only one that the broker trusts. */
    public TestCertificate client() {
        return client;
    }

    /** The environment of a service that logs in with SCRAM-SHA-512 over TLS. */
    public Map<String, String> environment() {
        return Map.of(
                "CHAT_KAFKA",
                address(encrypted),
                "CHAT_KAFKA_SECURITY",
                "sasl_ssl",
                "CHAT_KAFKA_USERNAME",
                USER,
                "CHAT_KAFKA_PASSWORD",
                PASSWORD,
                "CHAT_KAFKA_CA",
                server.certificate().toString());
    }

    /** The same with another mechanism and without TLS. */
    public Map<String, String> environmentWithoutTls(String mechanism) {
        return Map.of(
                "CHAT_KAFKA", address(login),
                "CHAT_KAFKA_SECURITY", "sasl_plaintext",
                "CHAT_KAFKA_SASL_MECHANISM", mechanism,
                "CHAT_KAFKA_USERNAME", USER,
                "CHAT_KAFKA_PASSWORD", PASSWORD);
    }

    /** That of a service which shows a certificate and has no password. */
    public Map<String, String> environmentWithCertificate(TestCertificate shown) {
        return Map.of(
                "CHAT_KAFKA", address(mutual),
                "CHAT_KAFKA_SECURITY", "ssl",
                "CHAT_KAFKA_CA", server.certificate().toString(),
                "CHAT_KAFKA_CERTIFICATE", shown.certificate().toString(),
                "CHAT_KAFKA_KEY", shown.key().toString());
    }

    /** Makes it the user's password from now on. */
    public void setPassword(String password) {
        try (Admin admin = admin()) {
            // Kafka takes one credential of a user in one request.
            for (ScramMechanism mechanism :
                    List.of(ScramMechanism.SCRAM_SHA_512, ScramMechanism.SCRAM_SHA_256)) {
                admin.alterUserScramCredentials(List.of(upsertion(mechanism, password)))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static UserScramCredentialUpsertion upsertion(
            ScramMechanism mechanism, String password) {
        return new UserScramCredentialUpsertion(
                USER, new ScramCredentialInfo(mechanism, 4096), password);
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, open()));
    }

    private KafkaSettings settings() {
        int clients = OwnServers.freePort();
        int controller = OwnServers.freePort();
        try {
            return new KafkaSettings(
                    Files.createTempDirectory("tertulia-test-kafka"),
                    clients,
                    controller,
                    1,
                    "",
                    "",
                    overrides(clients, controller));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> overrides(int clients, int controller) {
        var overrides = new HashMap<String, String>();
        String advertised =
                "PLAINTEXT://%s,ENCRYPTED://%s,LOGIN://%s,MUTUAL://%s"
                        .formatted(
                                address(clients),
                                address(encrypted),
                                address(login),
                                address(mutual));
        overrides.put("advertised.listeners", advertised);
        overrides.put("listeners", advertised + ",CONTROLLER://" + address(controller));
        overrides.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,ENCRYPTED:SASL_SSL,LOGIN:SASL_PLAINTEXT,"
                        + "MUTUAL:SSL");
        addTls(overrides, "encrypted");
        addTls(overrides, "mutual");
        addLogin(overrides, "encrypted");
        addLogin(overrides, "login");
        overrides.put("listener.name.mutual.ssl.client.auth", "required");
        overrides.put("listener.name.mutual.ssl.truststore.type", "PEM");
        overrides.put("listener.name.mutual.ssl.truststore.certificates", client.certificateText());
        return overrides;
    }

    private void addTls(Map<String, String> to, String listener) {
        String prefix = "listener.name." + listener + ".ssl.keystore.";
        to.put(prefix + "type", "PEM");
        to.put(prefix + "certificate.chain", server.certificateText());
        to.put(prefix + "key", server.keyText());
    }

    private static void addLogin(Map<String, String> to, String listener) {
        String prefix = "listener.name." + listener;
        String escaped = PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"");
        to.put(prefix + ".sasl.enabled.mechanisms", MECHANISMS);
        to.put(prefix + ".scram-sha-512.sasl.jaas.config", SCRAM + " required;");
        to.put(prefix + ".scram-sha-256.sasl.jaas.config", SCRAM + " required;");
        to.put(
                prefix + ".plain.sasl.jaas.config",
                "%s required user_%s=\"%s\";".formatted(PLAIN, USER, escaped));
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
