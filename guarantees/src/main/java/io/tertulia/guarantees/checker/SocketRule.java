package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import java.util.HashSet;
import java.util.Set;

/**
 * A socket is shown a room's changes in order, each once, and without a hole that it is not told
 * of.
 */
final class SocketRule implements Rule {

    private static final long UNKNOWN = -1;

    @Override
    public void check(Story story, Findings findings) {
        for (SocketStory socket : story.sockets()) {
            new Watch(story, socket, findings).check();
        }
    }

    /** One socket's way through the log. */
    private static final class Watch {

        private final Story story;
        private final SocketStory socket;
        private final Findings findings;
        private final Set<Long> seen = new HashSet<>();
        private long last;
        private boolean isJumpAllowed;

        Watch(Story story, SocketStory socket, Findings findings) {
            this.story = story;
            this.socket = socket;
            this.findings = findings;
            this.last = socket.opened().after();
        }

        void check() {
            for (Entry entry : socket.told()) {
                switch (entry) {
                    case Entry.Shown(int _, Change change) -> onShown(change);
                    case Entry.Ready(int _, long lastSeq) -> onReady(lastSeq);
                    case Entry.Resync _ -> isJumpAllowed = true;
                    default -> {}
                }
            }
        }

        private void onShown(Change change) {
            long seq = change.seq();
            checkAgainstLog(change);
            if (!seen.add(seq)) {
                findings.add(Kind.SEEN_TWICE, "%d on %s".formatted(seq, socket));
            } else if (seq <= last) {
                findings.add(Kind.SEEN_LATE, "%d after %d on %s".formatted(seq, last, socket));
            } else if (last != UNKNOWN && seq > last + 1 && !isJumpAllowed) {
                findings.add(Kind.SOCKET_HOLE, "%d after %d on %s".formatted(seq, last, socket));
            }
            last = Math.max(last, seq);
            isJumpAllowed = false;
        }

        private void checkAgainstLog(Change change) {
            RoomLog log = story.logs().get(socket.opened().room());
            if (log == null) {
                return;
            }
            Change logged = log.at(change.seq());
            if (logged == null || !logged.isSameDeedAs(change)) {
                findings.add(
                        Kind.OTHER_SHOWN,
                        "%s, where the log has %s, on %s".formatted(change, logged, socket));
            }
        }

        private void onReady(long lastSeq) {
            if (last != UNKNOWN && lastSeq > last && !isJumpAllowed) {
                findings.add(
                        Kind.SOCKET_HOLE,
                        "ready at %d, shown up to %d, on %s".formatted(lastSeq, last, socket));
            }
            if (lastSeq < last && !story.isRestored()) {
                findings.add(Kind.WENT_BACK, "ready at %d on %s".formatted(lastSeq, socket));
            }
            // Life goes on from there, whatever was shown before.
            last = lastSeq;
        }
    }
}
