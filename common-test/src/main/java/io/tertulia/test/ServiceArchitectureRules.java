package io.tertulia.test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * The rules that every service keeps, each with its reason. A rule that finds no class to check
 * fails: ArchUnit calls that an empty should, and we leave it so.
 */
public final class ServiceArchitectureRules {

    private final String base;

    private ServiceArchitectureRules(String base) {
        this.base = base;
    }

    /**
     * Checks all rules on a service's main classes.
     *
     * @param base the service's base package, for instance {@code io.tertulia.room}
     * @throws AssertionError naming the first rule that is broken, and where
     */
    public static void check(String base) {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(base);
        check(base, classes);
    }

    static void check(String base, JavaClasses classes) {
        new ServiceArchitectureRules(base).rules().forEach(rule -> rule.check(classes));
    }

    private List<ArchRule> rules() {
        return List.of(
                knowsNoOtherService(),
                hasNoPackageCycles(),
                takesTimeFromAClock(),
                neverSleeps(),
                neverPrints(),
                injectsByConstructor(),
                namesRolesNotLayers(),
                declaresItsNulls());
    }

    private ArchRule knowsNoOtherService() {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.tertulia..")
                                .and(
                                        resideOutsideOfPackages(
                                                base + "..",
                                                "io.tertulia.events..",
                                                "io.tertulia.web..")))
                .because("services share the wire and nothing else");
    }

    private ArchRule hasNoPackageCycles() {
        return slices().matching(base + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .because("a reader must be able to read one feature after another");
    }

    private ArchRule takesTimeFromAClock() {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("tests set the time through the injected Clock");
    }

    private ArchRule neverSleeps() {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .because("a wait must end when its reason ends");
    }

    private ArchRule neverPrints() {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because("a service speaks through its log");
    }

    private ArchRule injectsByConstructor() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .because("an object is whole when its constructor ends");
    }

    private ArchRule namesRolesNotLayers() {
        return classes()
                .should()
                .haveNameNotMatching(".*(Impl|Utils?|Manager|Helper)")
                .because("a name says what a class is for");
    }

    private ArchRule declaresItsNulls() {
        return classes()
                .should(
                        Conditions.satisfy(
                                "reside in a package marked @NullMarked",
                                javaClass ->
                                        javaClass.getPackage().isAnnotatedWith(NullMarked.class)))
                .because("NullAway checks only what is marked");
    }
}
