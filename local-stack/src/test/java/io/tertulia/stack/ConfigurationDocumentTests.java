package io.tertulia.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The page for operators, {@code docs/configuration.md}, tells every setting as it is. */
class ConfigurationDocumentTests {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):?([^}]*)}");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(chat\\.[^`]+)` \\|");

    /** The section about what all services that take tokens have in common. */
    private static final String COMMON = "Verified tokens";

    /**
     * A setting of a service.
     *
     * @param preset its default; empty where it has none
     */
    record Setting(String service, String name, String preset) {}

    static Stream<Setting> keys() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("io.tertulia").stream()
                .map(found -> Optional.ofNullable(found.getBeanClassName()).orElseThrow())
                .map(name -> ClassUtils.resolveClassName(name, null))
                .flatMap(ConfigurationDocumentTests::keysOf);
    }

    static Stream<Setting> variables() {
        return Arrays.stream(Service.values())
                .map(Service::title)
                .flatMap(
                        service ->
                                VARIABLE.matcher(text(file(service)))
                                        .results()
                                        .map(
                                                found ->
                                                        new Setting(
                                                                service,
                                                                found.group(1),
                                                                found.group(2))))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void tellsEveryKeyWithItsDefault(Setting key) throws IOException {
        assertThat(row(section(key.service()), key.name())).contains(shown(key.preset()));
    }

    @ParameterizedTest
    @MethodSource("variables")
    void tellsEveryVariableWithItsDefaultAndWhoReadsIt(Setting variable) throws IOException {
        assertThat(row(section("Environment variables"), variable.name()))
                .contains(shown(variable.preset()))
                .containsAnyOf("every service", variable.service());
    }

    @Test
    void tellsNoKeyThatIsNoMore() throws IOException {
        for (String title : sections()) {
            assertThat(DOCUMENTED.matcher(section(title)).results().map(found -> found.group(1)))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            keys().filter(key -> key.service().equals(title))
                                    .map(Setting::name)
                                    .toList());
        }
    }

    private static List<String> sections() {
        return Stream.concat(Arrays.stream(Service.values()).map(Service::title), Stream.of(COMMON))
                .toList();
    }

    private static Stream<Setting> keysOf(Class<?> type) {
        String part = type.getPackageName().split("\\.", -1)[2];
        String service = part.equals("web") ? COMMON : part + "-service";
        ConfigurationProperties annotation =
                Optional.ofNullable(
                                AnnotationUtils.findAnnotation(type, ConfigurationProperties.class))
                        .orElseThrow();
        return keysOf(service, annotation.prefix(), type);
    }

    /** A record's constructor has the parameters that its components are made of. */
    private static Stream<Setting> keysOf(String service, String prefix, Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                .flatMap(parameter -> keysOf(service, prefix, parameter));
    }

    private static Stream<Setting> keysOf(String service, String prefix, Parameter parameter) {
        String name = prefix + "." + DataObjectPropertyName.toDashedForm(parameter.getName());
        return parameter.getType().isRecord()
                ? keysOf(service, name, parameter.getType())
                : Stream.of(new Setting(service, name, preset(service, name, parameter)));
    }

    /** What the service's own file says comes before what the record says. */
    private static String preset(String service, String name, Parameter parameter) {
        if (service.equals(COMMON)) {
            return preset(parameter);
        }
        try {
            return new YamlPropertySourceLoader()
                    .load(service, file(service)).stream()
                            .flatMap(source -> Stream.ofNullable(source.getProperty(name)))
                            .map(value -> VARIABLE.matcher(value.toString()).replaceAll("$2"))
                            .findFirst()
                            .orElseGet(() -> preset(parameter));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String preset(Parameter parameter) {
        return Optional.ofNullable(parameter.getAnnotation(DefaultValue.class))
                .map(annotation -> String.join(",", annotation.value()))
                .orElse("");
    }

    private static ClassPathResource file(String service) {
        return new ClassPathResource(service + ".yml");
    }

    private static String text(ClassPathResource resource) {
        try {
            return resource.getContentAsString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(String preset) {
        return preset.isEmpty() ? "| none |" : "`%s`".formatted(preset);
    }

    /** The text under a heading, up to the next one of its kind. */
    private static String section(String heading) throws IOException {
        String mark = "\n## " + heading + "\n";
        String page = Files.readString(PAGE);
        assertThat(page).contains(mark);
        String rest = page.substring(page.indexOf(mark) + mark.length());
        int end = rest.indexOf("\n## ");
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static String row(String section, String name) {
        String start = "| `%s` |".formatted(name);
        assertThat(section).contains(start);
        return section.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }
}
