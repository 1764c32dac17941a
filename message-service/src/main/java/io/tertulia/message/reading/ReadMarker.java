package io.tertulia.message.reading;

import io.tertulia.events.User;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.CommandReply.Marked;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.message.log.MessagePlace;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.membership.Memberships;
import io.tertulia.message.reading.ReadAnnouncer.Reading;
import io.tertulia.message.reading.ReadLedger.Fresh;
import io.tertulia.message.reading.ReadLedger.Raised;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Marks what people say that they have read, whichever way they say it: finds the messages and who
 * takes part, enters what is new, then tells others. Safe for use by many threads.
 */
final class ReadMarker {

    /** How many of the last messages of a room are looked at to name those that were unread. */
    private static final int LOOKED_AT = 2 * MessagesRead.MOST_IDS;

    private final RoomLog log;
    private final Memberships memberships;
    private final ReadLedger ledger;
    private final OthersCounter others;
    private final ReadAnnouncer announcer;

    ReadMarker(
            RoomLog log,
            Memberships memberships,
            ReadLedger ledger,
            OthersCounter others,
            ReadAnnouncer announcer) {
        this.log = log;
        this.memberships = memberships;
        this.ledger = ledger;
        this.others = others;
        this.announcer = announcer;
    }

    /**
     * Marks what many have asked for, in a few queries and one write for each person and room.
     *
     * @return the answers, in the order of the requests
     */
    List<CommandReply> mark(List<MarkRead> asks) {
        Set<UUID> named =
                asks.stream()
                        .filter(ask -> !ReadRound.isTooLong(ask))
                        .flatMap(ask -> ask.messageIds().stream())
                        .collect(Collectors.toSet());
        return mark(asks, log.messages().placesById(named));
    }

    /**
     * Marks messages of any rooms. Those that are unknown and those of rooms that the reader does
     * not take part in are passed over alike: nobody learns whether they exist. Whoever has been
     * shown a message is known to take part, so room-service is not asked.
     *
     * @return how many were unread before
     */
    long mark(User reader, Collection<UUID> messages) {
        Map<UUID, MessagePlace> places = log.messages().placesById(messages);
        Map<UUID, List<UUID>> byRoom =
                places.values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        MessagePlace::room,
                                        Collectors.mapping(MessagePlace::id, Collectors.toList())));
        List<MarkRead> asks =
                byRoom.entrySet().stream()
                        .map(
                                each ->
                                        new MarkRead(
                                                UUID.randomUUID(),
                                                each.getKey(),
                                                reader,
                                                each.getValue()))
                        .toList();
        return mark(asks, places).stream()
                .mapToLong(reply -> reply instanceof Marked marked ? marked.count() : 0)
                .sum();
    }

    private List<CommandReply> mark(List<MarkRead> asks, Map<UUID, MessagePlace> places) {
        var round =
                new ReadRound(
                        asks,
                        places,
                        memberships
                                .roles(
                                        asks.stream()
                                                .map(ReadRound::who)
                                                .collect(Collectors.toSet()))
                                .keySet(),
                        log.heads()
                                .find(
                                        asks.stream()
                                                .map(MarkRead::room)
                                                .collect(Collectors.toSet())));
        Map<RoomUser, Fresh> fresh = ledger.mark(round.claims());
        announcer.announce(() -> round.readings(fresh.values()));
        return round.replies(fresh);
    }

    /**
     * Marks all that a room shows.
     *
     * @return how many messages were unread before
     */
    long markAll(User reader, UUID room) {
        var who = new RoomUser(room, reader.id());
        Optional<Raised> raised = ledger.markAll(who, reader, () -> others.end(who));
        raised.ifPresent(each -> announcer.announce(() -> List.of(reading(reader, each))));
        return raised.map(Raised::count).orElse(0L);
    }

    private Reading reading(User reader, Raised raised) {
        UUID room = raised.before().who().room();
        long last = raised.end().number();
        long first = Math.max(raised.before().upTo() + 1, last - LOOKED_AT + 1);
        List<MessagePlace> places =
                log
                        .messages()
                        .placesByNumber(
                                LongStream.rangeClosed(first, last)
                                        .mapToObj(number -> new NumberInRoom(room, number))
                                        .toList())
                        .stream()
                        .filter(place -> !place.sender().equals(reader.id()))
                        .toList();
        SortedSet<Long> unread =
                ledger.unread(
                        raised.before(),
                        places.stream()
                                .map(MessagePlace::number)
                                .collect(Collectors.toCollection(TreeSet::new)));
        return new Reading(
                room,
                reader,
                places.stream().filter(place -> unread.contains(place.number())).toList(),
                raised.end().seq(),
                raised.at());
    }
}
