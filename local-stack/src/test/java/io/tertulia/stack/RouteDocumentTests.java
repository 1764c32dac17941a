package io.tertulia.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The page for clients' tools, {@code docs/openapi.yaml}, has every route and no other. */
class RouteDocumentTests {

    private static final Path PAGE = Path.of("..", "docs", "openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** What services ask of each other; the gateway does not route there. */
    private static final String INTERNAL = "/internal/";

    @Test
    void tellsEveryRouteOfTheServicesAndInventsNone() {
        assertThat(documented()).isEqualTo(served());
    }

    private static Set<String> documented() {
        var routes = new TreeSet<String>();
        JsonNode paths = new YAMLMapper().readTree(PAGE).get("paths");
        for (var path : paths.properties()) {
            path.getValue().propertyNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> routes.add(route(method, path.getKey())));
        }
        return routes;
    }

    private static Set<String> served() {
        var mapping = new MappingReader();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents("io.tertulia").stream()
                .map(found -> Optional.ofNullable(found.getBeanClassName()).orElseThrow())
                .map(name -> ClassUtils.resolveClassName(name, null))
                .flatMap(mapping::routes)
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    /** Parameters may have another name on the page; a trailing slash makes no difference. */
    private static String route(String method, String path) {
        String bare = path.replaceAll("\\{[^}]*}", "{}");
        return "%s %s"
                .formatted(
                        method.toUpperCase(java.util.Locale.ROOT),
                        bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare);
    }

    /** Reads a controller's annotations as the framework itself does. */
    private static final class MappingReader extends RequestMappingHandlerMapping {

        Stream<String> routes(Class<?> controller) {
            return MethodIntrospector.selectMethods(
                            controller, (Method method) -> info(method, controller))
                    .values()
                    .stream()
                    .flatMap(MappingReader::routes);
        }

        private @Nullable RequestMappingInfo info(Method method, Class<?> controller) {
            return getMappingForMethod(method, controller);
        }

        private static Stream<String> routes(RequestMappingInfo info) {
            return info.getPatternValues().stream()
                    .filter(path -> !path.startsWith(INTERNAL))
                    .flatMap(
                            path ->
                                    info.getMethodsCondition().getMethods().stream()
                                            .map(method -> route(method.name(), path)));
        }
    }
}
