package io.tertulia.gateway;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway, alone or beside other services in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayServiceApplication {

    private static final String NAME = "gateway-service";

    /** An application that is ready to run; its configuration file has the service's own name. */
    public static SpringApplication prepare() {
        var prepared = new SpringApplication(GatewayServiceApplication.class);
        prepared.setWebApplicationType(WebApplicationType.REACTIVE);
        prepared.setBannerMode(Banner.Mode.OFF);
        prepared.setDefaultProperties(
                Map.of("spring.config.name", NAME, "spring.application.name", NAME));
        return prepared;
    }

    public static void main(String[] args) {
        prepare().run(args);
    }
}
