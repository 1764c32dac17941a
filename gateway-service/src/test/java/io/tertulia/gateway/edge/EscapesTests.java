package io.tertulia.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plain",
                "/a?b=c",
                "/%F0%9F%91%8D/",
                "/ñ?q=canci%C3%B3n",
                "/%00",
                "/%C3%B1%C3%B1x%20",
                "",
            })
    void takesText(String address) {
        assertThat(Escapes.areUtf8(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%C0%AF",
                "/%ED%A0%80",
                "/%FF",
                "/%C3",
                "/%C3x%B1",
                "/?q=%E0%A4",
                "/fine?page=%ED%A0%80&page=1",
            })
    void refusesBytesThatAreNone(String address) {
        assertThat(Escapes.areUtf8(URI.create(address))).isFalse();
    }
}
