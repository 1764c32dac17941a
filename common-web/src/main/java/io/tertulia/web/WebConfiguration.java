package io.tertulia.web;

import io.tertulia.events.EventJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** What a service with HTTP controllers imports: JSON, problems, pages, the caller, paths. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, MongoProblemAdvice.class, IdBinding.class})
public class WebConfiguration implements WebMvcConfigurer {

    /** Of each connection, and the gateway has up to 500 to one instance. */
    private static final String WRITE_BYTES = "32768";

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentUserResolver());
        resolvers.add(new PageQueryResolver());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, UUID.class, IdBinding::id);
    }

    @Bean
    JsonMapperBuilderCustomizer houseJson() {
        return EventJson::configure;
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** After the framework's own, whose converter this one replaces. */
    @Bean
    @Order(1)
    ServerHttpMessageConvertersCustomizer wholeJson(JsonMapper mapper) {
        return converters -> converters.withJsonConverter(new WholeJsonConverter(mapper));
    }

    /** What of an answer waits for its rest, so that most leave in one write. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> fewWrites() {
        return server ->
                server.addConnectorCustomizers(
                        connector -> connector.setProperty("socket.appWriteBufSize", WRITE_BYTES));
    }

    /**
     * Nobody here takes forms, and reading one that is malformed, in search of parameters, fails
     * before anybody has asked for it.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> readNoForms() {
        return server ->
                server.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    }

    /** The same for the methods whose forms the framework reads, not the server. */
    @Bean
    FormContentFilter formContentFilter() {
        return new FormContentFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return true;
            }
        };
    }

    /** Controllers name their paths without the trailing slash; clients may send either. */
    @Bean
    FilterRegistrationBean<UrlHandlerFilter> trailingSlash() {
        var filter =
                new FilterRegistrationBean<>(
                        UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
