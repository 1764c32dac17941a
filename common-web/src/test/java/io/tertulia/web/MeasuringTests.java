package io.tertulia.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(
        classes = TestApplication.class,
        properties =
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/jwks")
@AutoConfigureMockMvc
class MeasuringTests {

    private final MockMvc mvc;
    private final MeterRegistry meters;

    MeasuringTests(@Autowired MockMvc mvc, @Autowired MeterRegistry meters) {
        this.mvc = mvc;
        this.meters = meters;
    }

    @Test
    void requestsAreMeasuredAndTheFiltersOfSecurityAreNot() throws Exception {
        mvc.perform(get("/things").with(jwt()));

        assertThat(meters.find("http.server.requests").timers()).isNotEmpty();
        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .noneMatch(name -> name.startsWith("spring.security"));
    }
}
