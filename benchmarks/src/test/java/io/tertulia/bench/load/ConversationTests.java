package io.tertulia.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.bench.load.Conversation.Watched;
import io.tertulia.bench.load.TinyServer.Manners;
import io.tertulia.bench.load.TinyServer.Said;
import io.tertulia.bench.systems.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConversationTests {

    private static final int ROOMS = 2;
    private static final int MEMBERS = 2;
    private static final int PER_SECOND = 200;
    private static final Duration TIME = Duration.ofMillis(200);
    private static final Duration DRAIN = Duration.ofMillis(300);
    private static final Duration LONG_DRAIN = Duration.ofSeconds(20);
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final int SPOILT = 3;
    private static final int SECOND_MEMBER = 1;

    @Test
    void findsNoFaultWithAnHonestServer() throws IOException {
        try (var server = TinyServer.honest();
                var load = open(server)) {
            var conversation = conversation(load, LONG_DRAIN);

            Watched watched = conversation.atRate(PER_SECOND, Duration.ZERO, TIME);

            assertThat(conversation.faults(true)).isEmpty();
            assertThat(watched.isWhole()).isTrue();
            assertThat(watched.seconds()).isPositive();
            assertThat(watched.deliveries()).isPositive();
            assertThat(load.counts().deliveries())
                    .isEqualTo((long) MEMBERS * server.heard().size());
        }
    }

    @Test
    void findsAMessageThatOneMemberIsNotShown() throws IOException {
        faults(unlessSpoilt(List.of())).containsExactly("1 never shown");
    }

    @Test
    void findsThatNothingIsShownAnyMore() throws IOException {
        Manners deaf =
                (said, receiver) ->
                        receiver == SECOND_MEMBER && said.number() >= SPOILT
                                ? List.of()
                                : List.of(said.frame());
        try (var server = new TinyServer(deaf);
                var load = open(server)) {
            var conversation = conversation(load, DRAIN);

            Watched watched = conversation.atRate(PER_SECOND, Duration.ZERO, TIME);

            assertThat(watched.isWhole()).isFalse();
            awaitAllHeard(server, load);
            long never = server.heard().stream().filter(said -> said.number() >= SPOILT).count();
            assertThat(conversation.faults(true)).containsExactly(never + " never shown");
        }
    }

    @Test
    void findsAMessageThatIsShownTwice() throws IOException {
        Manners twice =
                (said, receiver) ->
                        isSpoilt(said, receiver)
                                ? List.of(said.frame(), said.frame())
                                : List.of(said.frame());

        faults(twice).containsExactly("1 repeated or out of order");
    }

    @Test
    void findsAMessageThatIsShownAfterALaterOne() throws IOException {
        var held = new ArrayList<byte[]>();
        Manners swapped =
                (said, receiver) -> {
                    if (isSpoilt(said, receiver)) {
                        held.add(said.frame());
                        return List.of();
                    }
                    return receiver == SECOND_MEMBER && said.isFirstMembers(SPOILT + 1)
                            ? List.of(said.frame(), held.getFirst())
                            : List.of(said.frame());
                };

        faults(swapped).containsExactly("1 never shown", "1 repeated or out of order");
    }

    @Test
    void findsThatMembersOfARoomSeeTwoOrders() throws IOException {
        faults(new HoldsUntilTheOtherSpeaks()).containsExactly("1 rooms of several orders");
    }

    @Test
    void allowsTwoOrdersWhereOneIsNotPromised() throws IOException {
        try (var server = new TinyServer(new HoldsUntilTheOtherSpeaks());
                var load = open(server)) {
            var conversation = conversation(load, LONG_DRAIN);

            conversation.atRate(PER_SECOND, Duration.ZERO, TIME);

            assertThat(conversation.faults(false)).isEmpty();
        }
    }

    /** The second member sees what the first one says from a message on after its own next one. */
    private static final class HoldsUntilTheOtherSpeaks implements Manners {

        private final List<byte[]> held = new ArrayList<>();
        private boolean isDone;

        @Override
        public List<byte[]> show(Said said, int receiver) {
            if (receiver != SECOND_MEMBER || said.room() != 0 || isDone) {
                return List.of(said.frame());
            }
            if (said.member() == 0 && said.number() >= 1) {
                held.add(said.frame());
                return List.of();
            }
            var shown = new ArrayList<byte[]>();
            shown.add(said.frame());
            isDone = !held.isEmpty();
            shown.addAll(held);
            return shown;
        }
    }

    @Test
    void findsAMessageInAWrongRoom() throws IOException {
        Manners astray =
                (said, receiver) ->
                        isSpoilt(said, receiver)
                                ? List.of(ServerFrames.text(Marker.content(1, 0, SPOILT, 0)))
                                : List.of(said.frame());

        faults(astray).containsExactly("1 never shown", "1 shown in a wrong room");
    }

    @Test
    void findsARefusal() throws IOException {
        Manners refusing =
                (said, receiver) -> {
                    if (said.isFirstMembers(SPOILT)) {
                        return receiver == 0
                                ? List.of(ServerFrames.text(PlainDialogue.REFUSAL))
                                : List.of();
                    }
                    return List.of(said.frame());
                };

        faults(refusing).containsExactly("1 refused (not done)", "2 never shown");
    }

    @Test
    void findsASocketThatTheServerCloses() throws IOException {
        try (var server = new TinyServer(unlessSpoilt(List.of(ServerFrames.close(1011))));
                var load = open(server)) {
            var conversation = conversation(load, DRAIN);

            conversation.atRate(PER_SECOND, Duration.ZERO, TIME);

            Awaitility.await().until(() -> load.counts().lostSockets() > 0);
            assertThat(conversation.faults(true)).contains("1 sockets lost");
            assertThat(load.counts().closings()).containsOnlyKeys(1011);
        }
    }

    private static Manners unlessSpoilt(List<byte[]> instead) {
        return (said, receiver) -> isSpoilt(said, receiver) ? instead : List.of(said.frame());
    }

    private static boolean isSpoilt(Said said, int receiver) {
        return said.isFirstMembers(SPOILT) && receiver == SECOND_MEMBER;
    }

    @Test
    void countsWhatIsLateFromWhenItWasDue() throws IOException {
        var held = new ArrayList<byte[]>();
        Manners late =
                (said, receiver) -> {
                    if (said.room() != 0 || said.member() != 0 || receiver != 0) {
                        return List.of(said.frame());
                    }
                    held.add(said.frame());
                    List<byte[]> shown = said.number() < SPOILT ? List.of() : List.copyOf(held);
                    held.removeAll(shown);
                    return shown;
                };
        try (var server = new TinyServer(late);
                var load = open(server)) {
            var conversation = conversation(load, LONG_DRAIN);

            Watched watched = conversation.atRate(PER_SECOND, Duration.ZERO, TIME);

            // The first message comes with the one that is due three rounds of four turns later.
            double threeRounds = SPOILT * ROOMS * MEMBERS * 1000.0 / PER_SECOND;
            assertThat(watched.millis(100)).isGreaterThanOrEqualTo(threeRounds);
            assertThat(conversation.faults(false)).isEmpty();
        }
    }

    @Test
    void letsTheFirstOfEachRoomWaitForItsOwnMessage() throws IOException {
        try (var server = TinyServer.honest();
                var load = open(server)) {
            var conversation = conversation(load, LONG_DRAIN);

            Watched watched = conversation.inTurn(Duration.ZERO, TIME);

            assertThat(conversation.faults(true)).isEmpty();
            assertThat(watched.deliveries()).isGreaterThan(ROOMS * MEMBERS);
            assertThat(server.heard()).extracting(Said::member).containsOnly(0);
        }
    }

    @Test
    void letsEverybodyWaitForTheirOwnMessagesUntilSoManyWereSaid() throws IOException {
        try (var server = TinyServer.honest();
                var load = open(server)) {
            var conversation = conversation(load, LONG_DRAIN);

            long start = conversation.nanos();
            assertThat(conversation.inTurnUntil(60, Duration.ofMillis(5), LONG_DRAIN)).isTrue();

            // Of four speakers each says fifteen, and pauses in between.
            assertThat(conversation.nanos() - start).isGreaterThan(14 * 5_000_000L);
            assertThat(conversation.faults(true)).isEmpty();
            assertThat(server.heard()).hasSizeGreaterThanOrEqualTo(60);
            assertThat(server.heard()).extracting(Said::member).contains(0, MEMBERS - 1);
        }
    }

    @Test
    void saysThatFewerWereSaidWhereNothingComesBack() throws IOException {
        try (var server = new TinyServer((_, _) -> List.of());
                var load = open(server)) {
            assertThat(conversation(load, DRAIN).inTurnUntil(60, Duration.ZERO, DRAIN)).isFalse();

            assertThat(load.ask(() -> load.members().getFirst().said())).isOne();
        }
    }

    @Test
    @Timeout(60)
    void endsAtOnceWhereSomethingIsRefused() throws IOException {
        byte[] refusal = ServerFrames.text(PlainDialogue.REFUSAL);
        try (var server = new TinyServer((_, _) -> List.of(refusal));
                var load = open(server)) {
            assertThat(conversation(load, DRAIN).inTurnUntil(60, Duration.ZERO, FOR_EVER))
                    .isFalse();

            assertThat(load.counts().refusals()).isPositive();
        }
    }

    @Test
    void letsSomeSpeakAtTheSameMoment() throws IOException {
        try (var server = TinyServer.honest();
                var load = open(server)) {
            var conversation = conversation(load, LONG_DRAIN);

            Watched watched = conversation.atOnce(1, 40);

            assertThat(conversation.faults(true)).isEmpty();
            assertThat(server.heard()).hasSize(ROOMS * 40);
            assertThat(server.heard()).extracting(Said::member).containsOnly(0);
            assertThat(server.heard())
                    .extracting(Said::dueNanos)
                    .hasSize(80)
                    .containsOnly(server.heard().getFirst().dueNanos());
            assertThat(watched.latencyMicros().getTotalCount()).isEqualTo(ROOMS * 40L * MEMBERS);
        }
    }

    @Test
    void goesOnAtTheNextSocketWhenOneIsClosed() throws IOException {
        int most = 2;
        Manners strict =
                (said, receiver) ->
                        said.number() >= most && receiver == said.member()
                                ? List.of(ServerFrames.close(4429))
                                : List.of(said.frame());
        try (var server = new TinyServer(strict);
                var load = new Load(new PlainDialogue())) {
            load.open(server.seats(1, 3), 3);

            conversation(load, DRAIN).insist(PER_SECOND, Duration.ofSeconds(1));

            assertThat(load.counts().closings()).containsOnlyKeys(4429);
            assertThat(server.heard()).extracting(Said::member).isSorted().contains(0, 1);
        }
    }

    @Test
    void talksAsLongAsSomethingHappensAndKeepsTheCourse() throws IOException {
        try (var server = TinyServer.honest();
                var load = open(server)) {
            var conversation = conversation(load, LONG_DRAIN);
            long start = conversation.nanos();

            Course course =
                    conversation.atRateWhile(
                            PER_SECOND,
                            () -> Awaitility.await().until(() -> server.heard().size() > 30));

            assertThat(conversation.faults(true)).isEmpty();
            assertThat(course.millis(100, start, conversation.nanos())).isPositive();
            assertThat(course.millis(100, start - 1000, start)).isZero();
        }
    }

    private static ListAssert<String> faults(Manners manners) throws IOException {
        try (var server = new TinyServer(manners);
                var load = open(server)) {
            var conversation = conversation(load, DRAIN);
            conversation.atRate(PER_SECOND, Duration.ZERO, TIME);
            awaitAllHeard(server, load);
            return assertThat(conversation.faults(true));
        }
    }

    /** Until all that was said has been handled, however slow the machine is. */
    private static void awaitAllHeard(TinyServer server, Load load) {
        Awaitility.await()
                .until(
                        () ->
                                load.ask(
                                        () ->
                                                server.heard().size()
                                                        == load.members().stream()
                                                                .mapToInt(Member::said)
                                                                .sum()));
    }

    private static Load open(TinyServer server) throws IOException {
        var load = new Load(new PlainDialogue());
        load.open(server.seats(ROOMS, MEMBERS), MEMBERS);
        return load;
    }

    private static Conversation conversation(Load load, Duration drain) {
        return new Conversation(load, ProcessTree.ofThisProcess(), drain);
    }
}
