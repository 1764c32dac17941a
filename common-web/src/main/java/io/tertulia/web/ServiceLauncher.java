package io.tertulia.web;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/**
 * Prepares a service's Spring application so that it starts in the same way alone and beside others
 * in one process: its configuration file has the service's own name.
 */
public final class ServiceLauncher {

    private ServiceLauncher() {}

    /**
     * A servlet application that is ready to run.
     *
     * @param name the service's name, and that of its configuration file on the class path
     */
    public static SpringApplication prepare(Class<?> application, String name) {
        var prepared = new SpringApplication(application);
        prepared.setWebApplicationType(WebApplicationType.SERVLET);
        prepared.setBannerMode(Banner.Mode.OFF);
        prepared.setDefaultProperties(
                Map.of("spring.config.name", name, "spring.application.name", name));
        return prepared;
    }
}
