package io.tertulia.message.reading;

import io.tertulia.events.User;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.CommandReply.Marked;
import io.tertulia.events.message.CommandReply.Refused;
import io.tertulia.events.message.Refusal;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.message.log.MessagePlace;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.reading.ReadAnnouncer.Reading;
import io.tertulia.message.reading.ReadLedger.Fresh;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Requests that are answered together, with all that they depend on: makes one claim of what one
 * person asks in one room, and divides the result among the requests again.
 *
 * @param asks in the order in which they came
 * @param places of the messages that they name, without those that are unknown
 * @param present those of the askers who take part in the room that they ask about
 * @param heads of the rooms; what lies beyond them nobody was shown yet
 */
record ReadRound(
        List<MarkRead> asks,
        Map<UUID, MessagePlace> places,
        Set<RoomUser> present,
        Map<UUID, RoomHead> heads) {

    /** Messages that one request may name; part of the client contract. */
    static final int MOST_IDS = 500;

    private static final Refused STRANGER =
            new Refused(Refusal.NOT_A_PARTICIPANT, "You do not take part in this room.");
    private static final Refused TOO_MANY =
            new Refused(Refusal.INVALID, "message_ids: at most %d.".formatted(MOST_IDS));

    static RoomUser who(MarkRead ask) {
        return new RoomUser(ask.room(), ask.by().id());
    }

    static boolean isTooLong(MarkRead ask) {
        return ask.messageIds().size() > MOST_IDS;
    }

    /** What is to be marked, one claim for each person and room. */
    Collection<ReadClaim> claims() {
        Map<RoomUser, SortedSet<Long>> numbers = new HashMap<>();
        Map<RoomUser, User> readers = new LinkedHashMap<>();
        for (MarkRead ask : asks) {
            numbers.computeIfAbsent(who(ask), _ -> new TreeSet<>()).addAll(numbers(ask));
            readers.put(who(ask), ask.by());
        }
        var claims = new ArrayList<ReadClaim>();
        readers.forEach(
                (who, reader) -> {
                    SortedSet<Long> some = numbers.getOrDefault(who, new TreeSet<>());
                    if (!some.isEmpty()) {
                        claims.add(new ReadClaim(who.room(), reader, some));
                    }
                });
        return claims;
    }

    /** The messages of others that a request marks, if it is one to be followed. */
    private List<Long> numbers(MarkRead ask) {
        if (isTooLong(ask) || !present.contains(who(ask))) {
            return List.of();
        }
        RoomHead head = heads.getOrDefault(ask.room(), RoomHead.empty(ask.room()));
        return ask.messageIds().stream()
                .map(places::get)
                .filter(Objects::nonNull)
                .filter(place -> place.room().equals(ask.room()))
                .filter(place -> !place.sender().equals(ask.by().id()))
                .map(MessagePlace::number)
                .filter(number -> number <= head.lastNumber())
                .toList();
    }

    /** The answers, in the order of the requests: of several, the first gets what is new. */
    List<CommandReply> replies(Map<RoomUser, Fresh> fresh) {
        Map<RoomUser, Set<Long>> left = new HashMap<>();
        fresh.forEach((who, each) -> left.put(who, new TreeSet<>(each.numbers())));
        return asks.stream()
                .map(ask -> reply(ask, left.getOrDefault(who(ask), new TreeSet<>())))
                .toList();
    }

    private CommandReply reply(MarkRead ask, Set<Long> left) {
        if (isTooLong(ask)) {
            return TOO_MANY;
        }
        if (!present.contains(who(ask))) {
            return STRANGER;
        }
        return new Marked(numbers(ask).stream().filter(left::remove).count());
    }

    /** What others are to be told. */
    List<Reading> readings(Collection<Fresh> fresh) {
        Map<NumberInRoom, MessagePlace> byNumber =
                places.values().stream()
                        .collect(
                                Collectors.toMap(
                                        place -> new NumberInRoom(place.room(), place.number()),
                                        Function.identity()));
        return fresh.stream()
                .map(
                        each ->
                                new Reading(
                                        each.room(),
                                        each.reader(),
                                        each.numbers().stream()
                                                .map(n -> new NumberInRoom(each.room(), n))
                                                .map(byNumber::get)
                                                .filter(Objects::nonNull)
                                                .toList(),
                                        null,
                                        each.at()))
                .toList();
    }
}
