package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Digest;
import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.Listed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes up what happened in one room and what everybody saw of it, all as it should be: with
 * repeats, refusals, answers that got lost, sockets that break and come back, and losses that are
 * told and made good. The seed decides.
 */
final class Tale {

    static final List<String> PEOPLE = List.of("ana", "bruno", "carla");

    private static final List<Deed.Kind> CHANGES =
            List.of(Deed.Kind.EDIT, Deed.Kind.DELETE, Deed.Kind.REACT);

    private final Random random;
    private final UUID room;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Change> log = new ArrayList<>();
    private final Map<UUID, Long> textNow = new HashMap<>();
    private final Map<UUID, Long> sentAt = new HashMap<>();
    private final List<UUID> messages = new ArrayList<>();
    private int sockets;

    private Tale(long seed) {
        random = new Random(seed);
        room = uuid();
    }

    /** A whole history with at least so many changes. */
    static List<Entry> of(long seed, int changes) {
        var tale = new Tale(seed);
        while (tale.log.size() < changes) {
            tale.something();
        }
        PEOPLE.forEach(tale::follow);
        tale.publish();
        tale.read();
        return tale.entries;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private String somebody() {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private void something() {
        int what = random.nextInt(10);
        if (what < 6 || messages.isEmpty()) {
            UUID message = uuid();
            happen(Deed.send(message, room, somebody(), Digest.of("text " + message)));
        } else {
            UUID message = messages.get(random.nextInt(messages.size()));
            Deed.Kind kind = CHANGES.get(random.nextInt(CHANGES.size()));
            UUID id = uuid();
            long content = kind == Deed.Kind.EDIT ? Digest.of("edit " + id) : 0;
            happen(new Deed(id, room, message, kind, somebody(), content));
        }
    }

    private void happen(Deed deed) {
        entries.add(new Entry.Tried(deed));
        switch (random.nextInt(8)) {
            case 0 -> entries.add(new Entry.Refused(deed.id(), "not_a_participant"));
            case 1 -> entries.add(new Entry.Unanswered(deed.id()));
            case 2 -> {
                log(deed);
                entries.add(new Entry.Unanswered(deed.id()));
            }
            case 3 -> {
                long seq = log(deed);
                entries.add(new Entry.Unanswered(deed.id()));
                entries.add(new Entry.Tried(deed));
                entries.add(new Entry.Acked(deed.id(), seq));
                entries.add(new Entry.Acked(deed.id(), seq));
            }
            default -> entries.add(new Entry.Acked(deed.id(), log(deed)));
        }
    }

    private long log(Deed deed) {
        long seq = log.size() + 1L;
        UUID message = deed.message();
        switch (deed.kind()) {
            case SEND -> {
                messages.add(message);
                textNow.put(message, deed.content());
                sentAt.put(message, 1_000_000 + seq);
            }
            case EDIT -> textNow.put(message, deed.content());
            case DELETE -> {
                textNow.put(message, 0L);
                messages.remove(message);
            }
            case REACT -> {}
        }
        log.add(
                new Change(
                        seq,
                        deed.kind().change(),
                        message,
                        textNow.getOrDefault(message, 0L),
                        sentAt.getOrDefault(message, 0L)));
        return seq;
    }

    private Change asItIsNow(Change change) {
        return new Change(
                change.seq(),
                change.type(),
                change.message(),
                textNow.getOrDefault(change.message(), 0L),
                change.sentAt());
    }

    /** One person's sockets, from the first change to the last. */
    private void follow(String person) {
        int seen = 0;
        while (seen < log.size()) {
            int socket = ++sockets;
            int until = seen + 1 + random.nextInt(log.size() - seen);
            int readyAt = seen + random.nextInt(until - seen + 1);
            boolean isFirst = seen == 0 && random.nextBoolean();
            entries.add(new Entry.Opened(socket, person, room, isFirst ? -1 : seen));
            seen = isFirst ? live(socket, seen, until, seen) : live(socket, seen, until, readyAt);
            if (seen < log.size() && random.nextInt(3) == 0) {
                seen = lose(socket, person, seen);
            }
            entries.add(new Entry.Closed(socket, -1));
        }
        entries.add(new Entry.Ended(person, room, seen));
    }

    private int live(int socket, int from, int until, int readyAt) {
        for (int i = from; i <= until; i++) {
            if (i == readyAt) {
                entries.add(new Entry.Ready(socket, i));
            }
            if (i < until) {
                Change change = log.get(i);
                entries.add(new Entry.Shown(socket, i < readyAt ? asItIsNow(change) : change));
            }
        }
        return until;
    }

    private int lose(int socket, String person, int seen) {
        int until = seen + 1 + random.nextInt(log.size() - seen);
        entries.add(new Entry.Resync(socket, until));
        entries.add(
                new Entry.Fetched(
                        person,
                        room,
                        seen,
                        log.subList(seen, until).stream().map(this::asItIsNow).toList()));
        return until;
    }

    private void publish() {
        for (int i = 0; i < log.size(); i++) {
            if (i > 0 && random.nextInt(10) == 0) {
                publishAgain(random.nextInt(i), i, random.nextBoolean());
            }
            publish(log.get(i));
        }
    }

    private void publishAgain(int from, int until, boolean isErased) {
        Set<UUID> told =
                log.subList(0, until).stream()
                        .filter(change -> change.type() == Change.Type.MESSAGE_DELETED)
                        .map(Change::message)
                        .collect(Collectors.toSet());
        for (Change change : log.subList(from, until)) {
            publish(isErased && told.contains(change.message()) ? asItIsNow(change) : change);
        }
    }

    private void publish(Change change) {
        int value = Objects.hash(change.type(), change.message(), change.sentAt());
        entries.add(
                new Entry.Published(room, change.seq(), new UUID(0, change.seq()), change, value));
    }

    private void read() {
        List<Change> now = log.stream().map(this::asItIsNow).toList();
        entries.add(new Entry.LogRead("ana", room, now));
        entries.add(new Entry.LogRead("bruno", room, now));
        var listed = new ArrayList<Listed>();
        for (Change change : now) {
            if (change.type() == Change.Type.MESSAGE) {
                entries.add(new Entry.Looked(room, change.message(), true));
                listed.add(
                        new Listed(
                                change.message(),
                                change.seq(),
                                listed.size() + 1,
                                change.content(),
                                change.sentAt()));
            }
        }
        entries.add(new Entry.PagesRead("carla", room, listed.reversed()));
        entries.add(Entry.Marked.all("ana", room, log.size() / 2, true));
        entries.add(Entry.Marked.all("ana", room, log.size(), true));
        entries.add(new Entry.Counted("ana", room, 0, 0, 0));
        List<UUID> others = sentByOthersThan("bruno");
        List<UUID> sure = others.subList(0, others.size() / 3);
        List<UUID> unsure = others.subList(others.size() / 3, others.size() / 2);
        entries.add(Entry.Marked.some("bruno", room, sure, true));
        entries.add(Entry.Marked.some("bruno", room, unsure, false));
        int unread = others.size() - sure.size() - random.nextInt(unsure.size() + 1);
        entries.add(new Entry.Counted("bruno", room, unread, unread, 0));
        long all = sentByOthersThan("carla").size();
        entries.add(new Entry.Counted("carla", room, all, all, 0));
    }

    private List<UUID> sentByOthersThan(String person) {
        return entries.stream()
                .filter(Entry.Tried.class::isInstance)
                .map(tried -> ((Entry.Tried) tried).deed())
                .distinct()
                .filter(deed -> deed.kind() == Deed.Kind.SEND)
                .filter(deed -> !deed.by().equals(person))
                .map(Deed::message)
                .filter(sentAt::containsKey)
                .toList();
    }
}
