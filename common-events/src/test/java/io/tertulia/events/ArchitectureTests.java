package io.tertulia.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final JavaClasses LANGUAGE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.tertulia.events");

    @Test
    void needsNothingButKafkasRecordsAndJson() {
        // An empty import would let any rule pass.
        assertThat(LANGUAGE.contain(EventCodec.class)).isTrue();
        assertThat(LANGUAGE).hasSizeGreaterThan(30);

        classes()
                .that()
                .resideInAPackage("io.tertulia.events..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.tertulia.events..",
                        "java..",
                        "org.jspecify.annotations..",
                        "com.fasterxml.jackson.annotation..",
                        "tools.jackson..",
                        "org.apache.kafka.common..",
                        "org.apache.kafka.clients.consumer..",
                        "org.apache.kafka.clients.producer..")
                .because(
                        "every service and every consumer shares this language: no Spring, no"
                                + " Mongo, no service of ours may come with it")
                .check(LANGUAGE);
    }
}
