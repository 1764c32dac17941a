package io.tertulia.realtime.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.realtime.protocol.Dialect;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpgradeRequestTests {

    @Test
    void keepsTheTokenOutOfItsText() {
        var request =
                new UpgradeRequest(
                        UUID.randomUUID(), "secret", Dialect.ACTIONS, OptionalLong.of(3), null);

        assertThat(request.toString()).contains("after").doesNotContain("secret");
    }
}
