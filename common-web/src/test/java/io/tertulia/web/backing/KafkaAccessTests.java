package io.tertulia.web.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.web.backing.KafkaAccess.Security;
import io.tertulia.web.backing.KafkaLogin.Mechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KafkaAccessTests {

    private static final KafkaLogin LOGIN =
            new KafkaLogin(Mechanism.SCRAM_SHA_512, "ana", "it's \"quoted\\\"", "");
    private static final Tls NO_FILES = new Tls("", "", "");

    @TempDir private Path folder;

    @Test
    void isPlaintextUnlessAskedOtherwise() {
        assertThat(bound(Map.of()).settings())
                .containsExactly(Map.entry("security.protocol", "PLAINTEXT"));
    }

    @Test
    void takesTheNamesThatKafkaGivesToProtocolsAndMechanisms() {
        KafkaAccess access =
                bound(
                        Map.of(
                                "chat.kafka.access.security", "sasl_ssl",
                                "chat.kafka.access.login.mechanism", "SCRAM-SHA-256",
                                "chat.kafka.access.login.username", "ana",
                                "chat.kafka.access.login.password", "secret"));

        assertThat(access.settings())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-256");
    }

    @Test
    void quotesWhatIsSpecialInAPassword() {
        assertThat(new KafkaAccess(Security.SASL_PLAINTEXT, LOGIN, NO_FILES).settings())
                .hasEntrySatisfying(
                        "sasl.jaas.config",
                        line -> assertThat(line).endsWith("password=\"it's \\\"quoted\\\\\\\"\";"));
    }

    @Test
    void showsNoPasswordInErrorsAndLogs() {
        assertThat(new KafkaAccess(Security.SASL_SSL, LOGIN, NO_FILES).toString())
                .contains("ana")
                .doesNotContain("quoted");
    }

    @Test
    void namesWhatIsMissing() {
        var nobody = new KafkaLogin(Mechanism.PLAIN, "", "secret", "");
        var silent = new KafkaLogin(Mechanism.PLAIN, "ana", "", "");

        assertThatThrownBy(nobody::jaas).hasMessageContaining("CHAT_KAFKA_USERNAME");
        assertThatThrownBy(silent::jaas).hasMessageContaining("CHAT_KAFKA_PASSWORD");
        assertThatThrownBy(() -> new KafkaLogin(Mechanism.PLAIN, "ana", "secret", "/a/file"))
                .hasMessageContaining("exclude each other");
        assertThatThrownBy(() -> new Tls("", "/a/certificate.pem", ""))
                .hasMessageContaining("belong together");
    }

    @Test
    void saysHowToMakeAKeyThatCanBeRead() throws IOException {
        Path certificate =
                Files.writeString(folder.resolve("certificate.pem"), "-----BEGIN CERTIFICATE-----");
        Path key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----");
        var tls = new Tls("", certificate.toString(), key.toString());

        assertThatThrownBy(() -> new KafkaAccess(Security.SSL, LOGIN, tls).settings())
                .hasMessageContaining(key.toString())
                .hasMessageContaining("openssl pkcs8");
    }

    private static KafkaAccess bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("chat.kafka.access", Bindable.of(KafkaAccess.class));
    }
}
