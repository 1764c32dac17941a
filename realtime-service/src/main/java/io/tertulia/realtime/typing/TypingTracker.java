package io.tertulia.realtime.typing;

import io.tertulia.events.User;
import io.tertulia.events.realtime.Typing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who is typing in the rooms of this instance, so that it ends where nobody says so: also when the
 * typist's own instance died. Each instance tracks for its own sockets.
 *
 * <p>Touched by the event reader's thread only. The map is in the order of the last renewal, which
 * with one time for all is the order of ending.
 */
public final class TypingTracker {

    private record Typist(UUID room, UUID user) {}

    private record Renewed(User user, long endsMillis) {}

    /** Somebody who stopped typing by silence. */
    public record Stopped(UUID room, User user) {}

    private final Map<Typist, Renewed> typing = new LinkedHashMap<>();
    private final Map<UUID, Integer> typingByRoom = new HashMap<>();
    private final TypingProperties properties;
    private final Clock clock;

    public TypingTracker(TypingProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Takes note; false if it is not to be shown: also the end of what was not shown. */
    public boolean on(UUID room, Typing event) {
        var typist = new Typist(room, event.user().id());
        boolean isKnown = typing.remove(typist) != null;
        if (isKnown) {
            onStopped(room);
        }
        if (!event.isTyping()) {
            return isKnown;
        }
        if (!isKnown && isFull(room)) {
            return false;
        }
        typing.put(
                typist,
                new Renewed(event.user(), clock.millis() + properties.stopsAfter().toMillis()));
        typingByRoom.merge(room, 1, Integer::sum);
        return true;
    }

    private boolean isFull(UUID room) {
        return typing.size() >= properties.maxTyping()
                || typingByRoom.getOrDefault(room, 0) >= properties.maxTypingPerRoom();
    }

    private void onStopped(UUID room) {
        typingByRoom.computeIfPresent(room, (id, typists) -> typists > 1 ? typists - 1 : null);
    }

    /** Forgets and returns those who have not renewed in time. */
    public List<Stopped> expire() {
        if (typing.isEmpty()) {
            return List.of();
        }
        long now = clock.millis();
        var stopped = new ArrayList<Stopped>();
        Iterator<Map.Entry<Typist, Renewed>> oldest = typing.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Typist, Renewed> entry = oldest.next();
            if (entry.getValue().endsMillis() > now) {
                break;
            }
            stopped.add(new Stopped(entry.getKey().room(), entry.getValue().user()));
            onStopped(entry.getKey().room());
            oldest.remove();
        }
        return stopped;
    }
}
