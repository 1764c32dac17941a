package io.tertulia.realtime.fanout;

import io.tertulia.realtime.sending.EventAnswers;
import io.tertulia.realtime.sending.Published;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Commands that a test has wait, and what they are told. */
final class ToldAnswers implements EventAnswers {

    final Set<UUID> waiting = new HashSet<>();
    final List<Published> told = new ArrayList<>();

    @Override
    public boolean isWaitedFor(UUID command) {
        return waiting.contains(command);
    }

    @Override
    public void onPublished(Published event) {
        told.add(event);
    }
}
