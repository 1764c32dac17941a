package io.tertulia.test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Goal: a rule that nobody can break proves nothing, so here each kind is broken once. */
class ServiceArchitectureRulesTests {

    @Test
    void acceptsATidyService() {
        assertThatCode(() -> check("io.tertulia.test.tidy")).doesNotThrowAnyException();
    }

    @Test
    void refusesAServiceThatSleeps() {
        assertThatThrownBy(() -> check("io.tertulia.test.sleepy"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a wait must end when its reason ends");
    }

    @Test
    void refusesAServiceThatKnowsAnother() {
        assertThatThrownBy(() -> check("io.tertulia.test.nosy"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("services share the wire and nothing else");
    }

    @Test
    void refusesAPackageWithoutNullMarks() {
        assertThatThrownBy(() -> check("io.tertulia.test.unmarked"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("NullAway checks only what is marked");
    }

    @Test
    void refusesToCheckNothing() {
        assertThatThrownBy(() -> check("io.tertulia.test.absent"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }

    private static void check(String base) {
        ServiceArchitectureRules.check(base, new ClassFileImporter().importPackages(base));
    }
}
