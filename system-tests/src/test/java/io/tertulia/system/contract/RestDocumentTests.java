package io.tertulia.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.tertulia.system.contract.RestDocument.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The page for clients' tools is sound; that it is true is for the tests with a running stack. */
class RestDocumentTests {

    private static final RestDocument DOCUMENT = RestDocument.get();
    private static final String SCHEMAS = "/components/schemas/";

    static Stream<Operation> operations() {
        return DOCUMENT.operations().stream();
    }

    static Stream<String> schemas() {
        return DOCUMENT.root().at("/components/schemas").propertyNames().stream();
    }

    @Test
    void isReadByTheToolsOfOthersWithoutAWord() throws IOException {
        var options = new ParseOptions();
        options.setResolve(true);

        var parsed = new OpenAPIV3Parser().readContents(text(), List.of(), options);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).hasSameSizeAs(DOCUMENT.root().get("paths"));
    }

    @Test
    void refersToNothingThatIsNotThere() {
        assertThat(DOCUMENT.references())
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(
                                                DOCUMENT.root()
                                                        .at(reference.substring(1))
                                                        .isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    @Test
    void definesNothingThatIsNotUsed() {
        for (var kind : DOCUMENT.root().get("components").properties()) {
            if (!kind.getKey().equals("securitySchemes")) {
                assertThat(DOCUMENT.references())
                        .containsAll(
                                kind.getValue().propertyNames().stream()
                                        .map(
                                                name ->
                                                        "#/components/%s/%s"
                                                                .formatted(kind.getKey(), name))
                                        .toList());
            }
        }
    }

    @Test
    void namesEveryOperationOnce() {
        assertThat(operations().map(Operation::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void tellsEveryOperationsCommonAnswers(Operation operation) {
        assertThat(operation.statuses())
                .contains("400", "413", "429", "503", "default")
                .anyMatch(status -> status.startsWith("2"));
        if (operation.isPersonal()) {
            assertThat(operation.statuses()).contains("401");
        }
        if (!operation.method().equals("GET")) {
            assertThat(operation.statuses()).as("a page of a foreign origin").contains("403");
        }
        if (operation.node().has("requestBody")) {
            assertThat(operation.statuses()).contains("415");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void tellsEveryParameterOfAPath(Operation operation) {
        var named =
                operation.parametersIn("path").stream().map(each -> each.get("name").asString());

        assertThat(named.map("{%s}"::formatted).toList())
                .containsExactlyElementsOf(
                        Stream.of(operation.path().split("/", -1))
                                .filter(part -> part.startsWith("{"))
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void givesExamplesThatAreValid(String name) {
        JsonNode schema = DOCUMENT.root().at(SCHEMAS + name);

        for (JsonNode example : schema.path("examples")) {
            assertThat(DOCUMENT.schemas().errors(SCHEMAS + name, example)).isEmpty();
            assertThat(DOCUMENT.schemas().undocumented(SCHEMAS + name, example)).isEmpty();
        }
    }

    @Test
    void givesExamplesOfAnswersThatAreValid() {
        Map<String, JsonNode> responses = Map.copyOf(examples());

        assertThat(responses).isNotEmpty();
        responses.forEach(
                (name, example) ->
                        assertThat(DOCUMENT.schemas().errors(SCHEMAS + "Problem", example))
                                .as(name)
                                .isEmpty());
    }

    private static Map<String, JsonNode> examples() {
        return DOCUMENT.root().at("/components/responses").properties().stream()
                .filter(
                        each ->
                                !each.getValue()
                                        .at("/content/application~1problem+json/example")
                                        .isMissingNode())
                .collect(
                        java.util.stream.Collectors.toMap(
                                Map.Entry::getKey,
                                each ->
                                        each.getValue()
                                                .at("/content/application~1problem+json/example")));
    }

    private static String text() throws IOException {
        return Files.readString(RestDocument.FILE);
    }
}
