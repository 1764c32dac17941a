package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ways to break a good history in one place, each with what the checker may call it. */
enum Breakage {
    A_MESSAGE_IS_LOST(Kind.LOST) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            Set<UUID> acknowledged = acknowledged(entries);
            Change lost =
                    pick(
                            log(entries),
                            random,
                            change ->
                                    change.type() == Change.Type.MESSAGE
                                            && acknowledged.contains(change.message()));
            everyLog(entries, log -> without(log, lost));
        }
    },
    AN_ACK_NAMES_ANOTHER_PLACE(Kind.OTHER_PLACE, Kind.LOST) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replace(
                    entries,
                    random,
                    Entry.Acked.class,
                    acked -> true,
                    acked -> new Entry.Acked(acked.deed(), 0));
        }
    },
    A_MESSAGE_IS_STORED_AGAIN(Kind.STORED_TWICE) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            Change again = pick(log(entries), random, c -> c.type() == Change.Type.MESSAGE);
            everyLog(
                    entries,
                    log ->
                            with(
                                    log,
                                    new Change(
                                            log.size() + 1,
                                            again.type(),
                                            again.message(),
                                            again.content(),
                                            again.sentAt())));
        }
    },
    A_REFUSED_MESSAGE_IS_STORED(Kind.STORED_THOUGH_REFUSED) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            UUID message = UUID.randomUUID();
            UUID room = logRead(entries).room();
            entries.addFirst(new Entry.Refused(message, "room_closed"));
            entries.addFirst(new Entry.Tried(Deed.send(message, room, "ana", 7)));
            everyLog(
                    entries,
                    log ->
                            with(
                                    log,
                                    new Change(
                                            log.size() + 1, Change.Type.MESSAGE, message, 7, 7)));
        }
    },
    A_MESSAGE_IS_NOBODYS(Kind.NOBODYS) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            everyLog(
                    entries,
                    log ->
                            with(
                                    log,
                                    new Change(
                                            log.size() + 1,
                                            Change.Type.MESSAGE,
                                            UUID.randomUUID(),
                                            7,
                                            7)));
        }
    },
    THE_LOG_HAS_A_HOLE(Kind.LOG_HOLE) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            // Not the last one: without it the log would only be shorter.
            Change lost = pick(log(entries), random, c -> c.seq() < log(entries).size());
            everyLog(entries, log -> without(log, lost));
        }
    },
    ONE_READS_ANOTHER_LOG(Kind.LOGS_DIFFER) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            Change missed = pick(log(entries), random, c -> true);
            replace(
                    entries,
                    random,
                    Entry.LogRead.class,
                    read -> read.person().equals("bruno"),
                    read ->
                            new Entry.LogRead(
                                    read.person(), read.room(), without(read.changes(), missed)));
        }
    },
    A_FRAME_COMES_AGAIN(Kind.SEEN_TWICE) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            int at = pickIndex(entries, random, Entry.Shown.class, shown -> true);
            entries.add(at + 1, entries.get(at));
        }
    },
    TWO_FRAMES_CHANGE_PLACES(Kind.SEEN_LATE, Kind.SOCKET_HOLE) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            int at =
                    pick(
                            IntStream.range(1, entries.size()).boxed().toList(),
                            random,
                            i ->
                                    entries.get(i) instanceof Entry.Shown
                                            && entries.get(i - 1) instanceof Entry.Shown);
            entries.add(at - 1, entries.remove(at));
        }
    },
    A_FRAME_IS_MISSING(Kind.SOCKET_HOLE, Kind.NOT_CAUGHT_UP) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            entries.remove(pickIndex(entries, random, Entry.Shown.class, shown -> true));
        }
    },
    READY_SKIPS_SOMETHING(Kind.SOCKET_HOLE) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            int at =
                    pick(
                            IntStream.range(1, entries.size()).boxed().toList(),
                            random,
                            i -> isReadyWithAPast(entries.get(i - 1), entries.get(i)));
            var ready = (Entry.Ready) entries.get(at);
            entries.set(at, new Entry.Ready(ready.socket(), ready.lastSeq() + 1));
        }
    },
    THE_LOG_SHRINKS(Kind.WENT_BACK) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            UUID room = logRead(entries).room();
            entries.add(new Entry.Opened(99_999, "ana", room, log(entries).size()));
            entries.add(new Entry.Ready(99_999, log(entries).size() - 1));
        }
    },
    A_FRAME_TELLS_ANOTHER_MESSAGE(Kind.OTHER_SHOWN) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            Change other = pick(log(entries), random, c -> c.type() == Change.Type.MESSAGE);
            replace(
                    entries,
                    random,
                    Entry.Shown.class,
                    shown -> !shown.change().isSameDeedAs(other),
                    shown ->
                            new Entry.Shown(
                                    shown.socket(),
                                    new Change(
                                            shown.change().seq(),
                                            other.type(),
                                            other.message(),
                                            other.content(),
                                            other.sentAt())));
        }
    },
    SOMEBODY_MISSES_WHAT_WAS_LOST(Kind.NOT_CAUGHT_UP) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            UUID room = logRead(entries).room();
            entries.add(new Entry.Opened(99_999, "dora", room, 0));
            entries.add(new Entry.Resync(99_999, log(entries).size()));
            entries.add(new Entry.Ended("dora", room, log(entries).size()));
        }
    },
    A_PAGE_LACKS_A_MESSAGE(Kind.PAGES_DIFFER) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replacePages(
                    entries,
                    random,
                    listed -> without(listed, listed.get(random.nextInt(listed.size()))));
        }
    },
    A_PAGE_REPEATS_A_MESSAGE(Kind.PAGES_DIFFER) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replacePages(entries, random, listed -> with(listed, listed.getFirst()));
        }
    },
    REST_DOES_NOT_HAVE_IT_YET(Kind.NOT_READABLE) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replace(
                    entries,
                    random,
                    Entry.Looked.class,
                    looked -> true,
                    looked -> new Entry.Looked(looked.room(), looked.message(), false));
        }
    },
    AN_EVENT_IS_MISSING(Kind.TOPIC_HOLE) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            Change missing = pick(log(entries), random, c -> true);
            entries.removeIf(
                    entry ->
                            entry instanceof Entry.Published event && event.seq() == missing.seq());
        }
    },
    AN_EVENT_COMES_TOO_EARLY(Kind.TOPIC_AHEAD) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            int first =
                    IntStream.range(0, entries.size())
                            .filter(i -> entries.get(i) instanceof Entry.Published)
                            .findFirst()
                            .orElseThrow();
            int at = pickIndex(entries, random, Entry.Published.class, e -> e.seq() > 2);
            entries.add(first, entries.get(at));
        }
    },
    AN_EVENT_TELLS_ANOTHER_MESSAGE(Kind.TOPIC_DIFFERS) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replace(
                    entries,
                    random,
                    Entry.Published.class,
                    event -> true,
                    event ->
                            new Entry.Published(
                                    event.room(),
                                    event.seq(),
                                    event.event(),
                                    new Change(
                                            event.seq(),
                                            Change.Type.MESSAGE,
                                            UUID.randomUUID(),
                                            7,
                                            7),
                                    event.value()));
        }
    },
    AN_EVENT_COMES_AGAIN_CHANGED(Kind.TOPIC_REPEAT_DIFFERS) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            int at = pickIndex(entries, random, Entry.Published.class, e -> true);
            var event = (Entry.Published) entries.get(at);
            entries.add(
                    at + 1,
                    new Entry.Published(
                            event.room(),
                            event.seq(),
                            event.event(),
                            event.change(),
                            event.value() + 1));
        }
    },
    AN_EVENT_COMES_AGAIN_WITH_ANOTHER_TEXT(Kind.TOPIC_REPEAT_DIFFERS) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            int at = pickIndex(entries, random, Entry.Published.class, e -> true);
            var event = (Entry.Published) entries.get(at);
            entries.add(at + 1, withText(event, event.change().content() + 1));
        }
    },
    AN_EVENT_COMES_AGAIN_ERASED_BEFORE_ITS_DELETION(Kind.TOPIC_REPEAT_DIFFERS) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            int at = firstOfAMessage(entries, random);
            entries.add(at + 1, withText((Entry.Published) entries.get(at), 0));
        }
    },
    AN_EVENT_HAS_NO_TEXT(Kind.OTHER_TEXT) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            int at = firstOfAMessage(entries, random);
            entries.set(at, withText((Entry.Published) entries.get(at), 0));
        }
    },
    A_FRAME_HAS_ANOTHER_TEXT(Kind.OTHER_TEXT) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replace(
                    entries,
                    random,
                    Entry.Shown.class,
                    shown -> true,
                    shown -> {
                        Change change = shown.change();
                        return new Entry.Shown(
                                shown.socket(), withText(change, change.content() + 1));
                    });
        }
    },
    A_FRAME_HAS_ANOTHER_TIME(Kind.OTHER_TIME) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replace(
                    entries,
                    random,
                    Entry.Shown.class,
                    shown -> true,
                    shown ->
                            new Entry.Shown(
                                    shown.socket(),
                                    new Change(
                                            shown.change().seq(),
                                            shown.change().type(),
                                            shown.change().message(),
                                            shown.change().content(),
                                            shown.change().sentAt() + 1)));
        }
    },
    UNREAD_IS_ONE_TOO_MANY(Kind.UNREAD_WRONG) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replace(
                    entries,
                    random,
                    Entry.Counted.class,
                    counted -> !counted.person().equals("bruno"),
                    counted -> counted(counted, counted.unread() + 1));
        }
    },
    UNREAD_IS_TOO_FEW(Kind.UNREAD_WRONG) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replace(
                    entries,
                    random,
                    Entry.Counted.class,
                    counted -> !counted.person().equals("ana"),
                    counted -> counted(counted, counted.unread() / 4));
        }
    },
    SOMETHING_STAYS_UNREAD(Kind.UNREAD_WRONG) {
        @Override
        void breakOne(List<Entry> entries, Random random) {
            replace(
                    entries,
                    random,
                    Entry.Counted.class,
                    counted -> true,
                    counted ->
                            new Entry.Counted(
                                    counted.person(),
                                    counted.room(),
                                    counted.unread(),
                                    counted.marked(),
                                    1));
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // Set.of() makes one that cannot be changed.
    private final Set<Kind> names;

    Breakage(Kind... names) {
        this.names = Set.of(names);
    }

    /** What the checker may call it. */
    Set<Kind> names() {
        return names;
    }

    abstract void breakOne(List<Entry> entries, Random random);

    /** Where a message's event comes for the first time, which precedes its deletion. */
    private static int firstOfAMessage(List<Entry> entries, Random random) {
        int any =
                pickIndex(
                        entries,
                        random,
                        Entry.Published.class,
                        event ->
                                event.change().type() == Change.Type.MESSAGE
                                        && event.change().content() != 0);
        return entries.indexOf(entries.get(any));
    }

    private static Entry.Published withText(Entry.Published event, long content) {
        Change change = withText(event.change(), content);
        return new Entry.Published(event.room(), event.seq(), event.event(), change, event.value());
    }

    private static Change withText(Change change, long content) {
        return new Change(change.seq(), change.type(), change.message(), content, change.sentAt());
    }

    private static Entry.Counted counted(Entry.Counted counted, long unread) {
        return new Entry.Counted(counted.person(), counted.room(), unread, unread, 0);
    }

    private static boolean isReadyWithAPast(Entry before, Entry entry) {
        return entry instanceof Entry.Ready
                && switch (before) {
                    case Entry.Shown _ -> true;
                    case Entry.Opened opened -> opened.after() >= 0;
                    default -> false;
                };
    }

    private static <T> T pick(List<T> from, Random random, Predicate<T> fitting) {
        List<T> candidates = from.stream().filter(fitting).toList();
        return candidates.get(random.nextInt(candidates.size()));
    }

    private static <T extends Entry> int pickIndex(
            List<Entry> entries, Random random, Class<T> type, Predicate<T> fitting) {
        return pick(
                IntStream.range(0, entries.size()).boxed().toList(),
                random,
                i -> type.isInstance(entries.get(i)) && fitting.test(type.cast(entries.get(i))));
    }

    private static <T extends Entry> void replace(
            List<Entry> entries,
            Random random,
            Class<T> type,
            Predicate<T> fitting,
            Function<T, Entry> by) {
        int at = pickIndex(entries, random, type, fitting);
        entries.set(at, by.apply(type.cast(entries.get(at))));
    }

    private static void replacePages(
            List<Entry> entries, Random random, Function<List<Listed>, List<Listed>> by) {
        replace(
                entries,
                random,
                Entry.PagesRead.class,
                pages -> true,
                pages ->
                        new Entry.PagesRead(
                                pages.person(), pages.room(), by.apply(pages.messages())));
    }

    private static void everyLog(List<Entry> entries, Function<List<Change>, List<Change>> by) {
        entries.replaceAll(
                entry ->
                        entry instanceof Entry.LogRead read
                                ? new Entry.LogRead(
                                        read.person(), read.room(), by.apply(read.changes()))
                                : entry);
    }

    private static Entry.LogRead logRead(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.LogRead.class::isInstance)
                .map(Entry.LogRead.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<Change> log(List<Entry> entries) {
        return logRead(entries).changes();
    }

    private static Set<UUID> acknowledged(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Acked.class::isInstance)
                .map(acked -> ((Entry.Acked) acked).deed())
                .collect(Collectors.toSet());
    }

    private static <T> List<T> without(List<T> all, T one) {
        var rest = new ArrayList<>(all);
        rest.remove(one);
        return rest;
    }

    private static <T> List<T> with(List<T> all, T one) {
        var more = new ArrayList<>(all);
        more.add(one);
        return more;
    }
}
