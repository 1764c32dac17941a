package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.history.Deed;
import java.util.ArrayList;
import java.util.List;

/** What became of a deed, as the one who asked for it was told. */
final class DeedStory {

    private final Deed deed;
    private final List<Long> acks = new ArrayList<>(1);
    private boolean isRefused;
    private boolean isUnclear;

    DeedStory(Deed deed) {
        this.deed = deed;
    }

    Deed deed() {
        return deed;
    }

    void acked(long seq) {
        acks.add(seq);
    }

    void refused() {
        isRefused = true;
    }

    /** An attempt ended, and nobody knows how: it may have been done. */
    void unanswered() {
        isUnclear = true;
    }

    /** The places that the acknowledgements named. */
    List<Long> acks() {
        return acks;
    }

    boolean isAcknowledged() {
        return !acks.isEmpty();
    }

    /** Whether it was refused each time that it was asked for. */
    boolean isRefused() {
        return isRefused && !isUnclear && acks.isEmpty();
    }

    @Override
    public String toString() {
        return "%s %s of %s by %s in room %s"
                .formatted(deed.kind(), deed.id(), deed.message(), deed.by(), deed.room());
    }
}
