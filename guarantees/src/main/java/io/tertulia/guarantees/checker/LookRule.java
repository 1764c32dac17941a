package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Entry;

/** What was acknowledged or shown can be read at once. */
final class LookRule implements Rule {

    @Override
    public void check(Story story, Findings findings) {
        story.all(Entry.Looked.class).stream()
                .filter(looked -> !looked.isThere())
                .forEach(
                        looked ->
                                findings.add(
                                        Kind.NOT_READABLE,
                                        "message %s of room %s"
                                                .formatted(looked.message(), looked.room())));
    }
}
