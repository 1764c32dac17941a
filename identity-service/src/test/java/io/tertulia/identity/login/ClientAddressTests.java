package io.tertulia.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    ClientAddressTests() {
        request.setRemoteAddr("10.0.0.1");
    }

    @Test
    void isThePeerWithoutAGateway() {
        assertThat(ClientAddress.of(request)).isEqualTo("10.0.0.1");
    }

    @Test
    void isWhatTheGatewayAddedNotWhatTheClientWrote() {
        request.addHeader("X-Forwarded-For", "1.1.1.1");
        request.addHeader("X-Forwarded-For", "2.2.2.2, 203.0.113.7");

        assertThat(ClientAddress.of(request)).isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "localhost", "example.org", "1.2.3.4:80", "unknown"})
    void isThePeerWhenTheHeaderHoldsNoAddress(String value) {
        request.addHeader("X-Forwarded-For", value);

        assertThat(ClientAddress.of(request)).isEqualTo("10.0.0.1");
    }

    @Test
    void isTheNetworkForIpv6() {
        request.addHeader("X-Forwarded-For", "2001:db8:1:2:aaaa::1");
        String one = ClientAddress.of(request);
        request.removeHeader("X-Forwarded-For");
        request.addHeader("X-Forwarded-For", "2001:db8:1:2:bbbb::2");

        assertThat(ClientAddress.of(request)).isEqualTo(one).endsWith("/64");
    }
}
