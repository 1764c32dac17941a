package io.tertulia.message.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.CommandReply.Marked;
import io.tertulia.events.message.CommandReply.Refused;
import io.tertulia.events.message.Refusal;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.message.log.MessagePlace;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.reading.ReadLedger.Fresh;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadRoundTests {

    private final UUID room = UUID.randomUUID();
    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Map<UUID, MessagePlace> places = new HashMap<>();

    private UUID message(UUID in, long number, User sender) {
        var place = new MessagePlace(UUID.randomUUID(), in, number, sender.id());
        places.put(place.id(), place);
        return place.id();
    }

    private MarkRead ask(User by, UUID... ids) {
        return new MarkRead(UUID.randomUUID(), room, by, List.of(ids));
    }

    private ReadRound round(MarkRead... asks) {
        return new ReadRound(
                List.of(asks),
                places,
                Set.of(new RoomUser(room, ana.id())),
                Map.of(room, new RoomHead(room, 9, 5, null, null)));
    }

    private static Fresh fresh(UUID room, User reader, Long... numbers) {
        return new Fresh(room, reader, new TreeSet<>(List.of(numbers)), Instant.EPOCH);
    }

    @Test
    void whatOnePersonAsksInOneRoomIsOneClaim() {
        UUID one = message(room, 1, bob);
        UUID two = message(room, 2, bob);

        assertThat(round(ask(ana, two), ask(ana, one, two)).claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.numbers()).containsExactly(1L, 2L));
    }

    @Test
    void passesOverOwnMessagesAndThoseOfOtherRoomsAndWhatNobodyWasShown() {
        ReadRound round =
                round(
                        ask(
                                ana,
                                message(room, 1, ana),
                                message(UUID.randomUUID(), 2, bob),
                                message(room, 6, bob),
                                UUID.randomUUID()));

        assertThat(round.claims()).isEmpty();
        assertThat(round.replies(Map.of())).containsExactly(new Marked(0));
    }

    @Test
    void theFirstRequestGetsWhatIsNew() {
        UUID one = message(room, 1, bob);
        UUID two = message(room, 2, bob);
        UUID three = message(room, 3, bob);
        ReadRound round = round(ask(ana, one, two), ask(ana, two, three), ask(ana, three));

        assertThat(round.replies(Map.of(new RoomUser(room, ana.id()), fresh(room, ana, 2L, 3L))))
                .containsExactly(new Marked(1), new Marked(1), new Marked(0));
    }

    @Test
    void refusesStrangersAndTooMany() {
        UUID one = message(room, 1, bob);
        MarkRead huge =
                ask(ana, Collections.nCopies(ReadRound.MOST_IDS + 1, one).toArray(UUID[]::new));
        ReadRound round = round(ask(bob, one), huge);

        assertThat(round.claims()).isEmpty();
        assertThat(round.replies(Map.of()))
                .extracting(ReadRoundTests::code)
                .containsExactly(Refusal.NOT_A_PARTICIPANT, Refusal.INVALID);
        assertThat(round.replies(Map.of()).getLast())
                .extracting(reply -> ((Refused) reply).detail())
                .asString()
                .contains("message_ids", "500");
    }

    private static Refusal code(CommandReply reply) {
        return ((Refused) reply).code();
    }
}
