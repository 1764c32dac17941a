package io.tertulia.test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/** Makes ArchUnit conditions out of predicates. */
final class Conditions {

    private Conditions() {}

    static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> predicate) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                boolean satisfied = predicate.test(javaClass);
                events.add(
                        new SimpleConditionEvent(
                                javaClass,
                                satisfied,
                                "%s does %s%s"
                                        .formatted(
                                                javaClass.getName(),
                                                satisfied ? "" : "not ",
                                                description)));
            }
        };
    }
}
