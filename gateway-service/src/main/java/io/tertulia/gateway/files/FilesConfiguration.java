package io.tertulia.gateway.files;

import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

@Configuration(proxyBeanMethods = false)
class FilesConfiguration {

    private static final int BEFORE_THE_ROUTES = 0;

    @Bean
    HandlerMapping fileMapping() throws IOException {
        return new SimpleUrlHandlerMapping(WebClientFiles.read(), BEFORE_THE_ROUTES);
    }
}
