package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.history.Entry;
import java.util.ArrayList;
import java.util.List;

/** What a socket was told, in order. */
record SocketStory(Entry.Opened opened, List<Entry> told) {

    SocketStory(Entry.Opened opened) {
        this(opened, new ArrayList<>());
    }

    /** The frames of the log that it was shown. */
    List<Entry.Shown> shown() {
        return told.stream()
                .filter(Entry.Shown.class::isInstance)
                .map(Entry.Shown.class::cast)
                .toList();
    }

    @Override
    public String toString() {
        return "socket %d of %s in room %s, opened after %d"
                .formatted(opened.socket(), opened.person(), opened.room(), opened.after());
    }
}
