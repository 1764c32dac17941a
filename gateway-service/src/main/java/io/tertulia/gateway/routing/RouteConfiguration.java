package io.tertulia.gateway.routing;

import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The table of paths. The first line that fits wins; what fits none is a 404, and so is everything
 * that services keep for each other.
 */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    private static final String ROOMS = "/api/v1/chat/rooms";

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder, UpstreamProperties upstreams) {
        var routes = builder.routes();
        if (upstreams.has(Service.IDENTITY)) {
            add(
                    routes,
                    "identity",
                    Service.IDENTITY,
                    "/api/v1/auth/**",
                    "/oauth2/jwks",
                    "/oauth2/jwks/",
                    "/.well-known/openid-configuration",
                    "/.well-known/openid-configuration/");
        }
        add(
                routes,
                "room-log",
                Service.MESSAGE,
                ROOMS + "/{room}/messages/**",
                ROOMS + "/{room}/changes/**",
                ROOMS + "/{room}/mark_all_read/**");
        add(routes, "rooms", Service.ROOM, "/api/v1/chat/users/**", ROOMS + "/**");
        routes.route(
                "attachments",
                route ->
                        route.path("/api/v1/chat/attachments/**")
                                .metadata(
                                        RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                                        upstreams.uploadTimeout().toMillis())
                                .metadata(FailoverFilter.SERVICE, Service.MESSAGE)
                                .uri(FailoverFilter.ANY_INSTANCE));
        add(routes, "messages", Service.MESSAGE, "/api/v1/chat/messages/**");
        add(
                routes,
                "presence",
                Service.PRESENCE,
                "/api/v1/chat/online-status/**",
                "/api/v1/chat/onlinestatus/**");
        return routes.build();
    }

    private static void add(
            RouteLocatorBuilder.Builder routes, String id, Service service, String... paths) {
        routes.route(
                id,
                route ->
                        route.path(paths)
                                .metadata(FailoverFilter.SERVICE, service)
                                .uri(FailoverFilter.ANY_INSTANCE));
    }
}
