package io.tertulia.realtime.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.realtime.ManualClock;
import io.tertulia.realtime.myrooms.LogHead;
import io.tertulia.realtime.myrooms.RoomList;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.MessageChange;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.SocketMetrics;
import io.tertulia.realtime.sockets.SocketProperties;
import io.tertulia.realtime.sockets.Visitor;
import io.tertulia.test.People;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Goal: in whatever order list and events tell of memberships, the newest is true. */
class AllRoomsSeatsTests {

    private static final Pattern SHOWN =
            Pattern.compile("\\{\"n\":(\\d+)}|\"type\":\"(ready|resync|participant_\\w+)\"");

    private final User ana = People.someone("Ana");
    private final UUID room = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Flushes flushes = new Flushes();
    private final EmbeddedChannel channel = new EmbeddedChannel(flushes);
    private final Interest interest = new Interest();
    private final LoopRooms loopRooms =
            new LoopRooms(channel.eventLoop(), new SimpleMeterRegistry().counter("any"));
    private final AllRooms all =
            new AllRooms(
                    socket(),
                    loopRooms,
                    interest,
                    new AllRoomsProperties(3, 2, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                    new HeldBytes(100_000));
    private final List<Seat> newcomers = new ArrayList<>();
    private final List<Seat> holes = new ArrayList<>();
    private final List<RoomBatch> batches = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();

    @BeforeEach
    void takeIn() {
        loopRooms.add(all);
    }

    @AfterEach
    void leavesNothingBehind() {
        loopRooms.remove(all);
        channel.runPendingTasks();
        shown();
        assertThat(batches).allMatch(RoomBatch::isReleased);
        assertThat(interest.wanted().isEmpty()).isTrue();
        assertThat(interest.has(room)).isFalse();
    }

    @Test
    void showsEachRoomFromItsHeadOn() {
        open(Map.of(room, 1L, other, 1L), Map.of(room, 4L, other, 0L));
        deliver(room, message(4), message(5));
        deliver(other, message(1));

        assertThat(shown()).containsExactly("ready", "5", "1");
    }

    @Test
    void flushesOnceForAPollHoweverManyRoomsItIsAbout() {
        open(Map.of(room, 1L, other, 1L), Map.of(room, 0L, other, 0L));
        int before = flushes.count;
        var poll = new PollBatch();
        add(poll, room, message(1), message(2));
        add(poll, other, message(1));
        deliver(poll);

        assertThat(flushes.count - before).isEqualTo(1);
        assertThat(shown()).containsExactly("ready", "1", "2", "1");
    }

    @Test
    void holdsWhatComesBetweenTheListAndReady() {
        list(Map.of(room, 1L));
        deliver(room, message(5), message(6));
        assertThat(shown()).isEmpty();

        expectAndOpen(Map.of(room, 5L));
        assertThat(shown()).containsExactly("ready", "6");
    }

    @Test
    void seatsWhoCameInBeforeTheListWasHere() {
        deliver(room, in(7), message(1));
        list(Map.of(room, 7L));
        expectAndOpen(Map.of(room, 0L));

        assertThat(shown()).containsExactly("ready", "1");
        assertThat(newcomers).isEmpty();
    }

    @Test
    void introducesWhoCameInAfterTheListWasMade() {
        deliver(room, in(7));
        list(Map.of(other, 1L));
        expectAndOpen(Map.of(other, 0L));
        assertThat(newcomers).extracting(Seat::room).containsExactly(room);

        start(newcomers.getFirst(), 3);
        assertThat(shown()).containsExactly("ready", "participant_joined");
    }

    @Test
    void seatsNobodyWhoWentOutAfterTheListWasMade() {
        deliver(room, out(8));
        list(Map.of(room, 7L));
        expectAndOpen(Map.of());

        assertThat(all.shows(room)).isFalse();
        assertThat(shown()).containsExactly("ready");
    }

    @Test
    void keepsTheSeatOfWhoWentOutBeforeTheListWasMade() {
        deliver(room, out(6));
        open(Map.of(room, 7L), Map.of(room, 0L));
        deliver(room, out(5), message(1));

        assertThat(all.shows(room)).isTrue();
        assertThat(shown()).containsExactly("ready", "1");
    }

    @Test
    void endsASeatWithTheFrameThatSaysSo() {
        open(Map.of(room, 1L), Map.of(room, 0L));
        deliver(room, message(1), out(2), message(2));
        deliver(room, message(3));

        assertThat(shown()).containsExactly("ready", "1", "participant_left");
        assertThat(all.socket().isOpen()).isTrue();
        assertThat(interest.has(room)).isFalse();
    }

    @Test
    void endsASeatThatIsStillFillingAHole() {
        open(Map.of(room, 1L), Map.of(room, 0L));
        deliver(room, message(3));
        assertThat(holes).hasSize(1);
        deliver(room, out(2));
        holes.getFirst().view().giveUp();
        deliver(room, message(4));

        assertThat(shown()).containsExactly("ready", "participant_left");
    }

    @Test
    void seatsAnewWhoGoesOutAndComesInWithinOnePoll() {
        open(Map.of(room, 1L), Map.of(room, 5L));
        deliver(room, message(6), out(2), in(3), message(7), message(8));
        assertThat(shown()).containsExactly("ready", "6", "participant_left");
        assertThat(newcomers).hasSize(1);

        start(newcomers.getFirst(), 7);
        deliver(room, message(9));
        assertThat(shown())
                .containsExactly(
                        "ready", "6", "participant_left", "participant_joined", "7", "8", "9");
    }

    @Test
    void showsNothingOfWhoComesInAndGoesOutWithinOnePoll() {
        open(Map.of(), Map.of());
        deliver(room, in(2), message(1), out(3), message(2));
        start(newcomers.getFirst(), 2);

        assertThat(shown()).containsExactly("ready");
        assertThat(interest.has(room)).isFalse();
    }

    @Test
    void goesOnLiveInARoomWhoseHeadNobodyKnows() {
        open(Map.of(), Map.of());
        deliver(room, in(2), message(7));
        newcomers.getFirst().announce();
        newcomers.getFirst().view().goLiveAnyhow();
        deliver(room, message(8));

        assertThat(shown()).containsExactly("ready", "participant_joined", "resync", "7", "8");
    }

    @Test
    void reportsAHoleInARoomThatCame() {
        open(Map.of(), Map.of());
        deliver(room, in(2));
        start(newcomers.getFirst(), 4);
        deliver(room, message(6));

        assertThat(holes).extracting(Seat::room).containsExactly(room);
        assertThat(shown()).containsExactly("ready", "participant_joined");
    }

    @Test
    void closesRatherThanTakeMoreSeatsThanAreAllowed() {
        open(Map.of(room, 1L, other, 1L, UUID.randomUUID(), 1L), Map.of(room, 0L, other, 0L));
        deliver(UUID.randomUUID(), in(1));

        assertThat(all.socket().isOpen()).isFalse();
    }

    @Test
    void findsWhereItDiffersFromTheListAndWhetherThatStays() {
        UUID closed = UUID.randomUUID();
        UUID missed = UUID.randomUUID();
        open(Map.of(room, 1L, other, 1L, closed, 1L), Map.of(room, 0L, other, 0L, closed, 0L));
        var list = new RoomList(Map.of(room, 1L, missed, 1L), Set.of(closed));

        assertThat(all.differences(list)).containsExactlyInAnyOrder(other, missed);
        assertThat(all.isStill(Set.of(other, missed))).isFalse();
        assertThat(all.isStill(Set.of(missed))).isTrue();
        assertThat(all.isStill(Set.of())).isFalse();
        assertThat(all.isStill(Set.of(missed))).isFalse();
    }

    @Test
    void isSeenInTheRoomsInWhichSomethingHappenedLast() {
        UUID silent = UUID.randomUUID();
        list(Map.of(room, 1L, other, 1L, silent, 1L));
        all.heads(
                Map.of(
                        room, new LogHead(1, Instant.ofEpochSecond(1)),
                        other, new LogHead(9, Instant.ofEpochSecond(2)),
                        silent, new LogHead(0, null)));

        assertThat(all.lookedAt()).containsExactlyInAnyOrder(room, other);
    }

    private void open(Map<UUID, Long> versions, Map<UUID, Long> heads) {
        list(versions);
        expectAndOpen(heads);
    }

    private void list(Map<UUID, Long> versions) {
        assertThat(all.seat(versions)).isNotNull();
    }

    private void expectAndOpen(Map<UUID, Long> lastSeqs) {
        var heads = new HashMap<UUID, LogHead>();
        lastSeqs.forEach((id, lastSeq) -> heads.put(id, new LogHead(lastSeq, null)));
        all.heads(heads);
        all.open(holes::add, newcomers::add);
    }

    private static void start(Seat seat, long lastSeq) {
        if (seat.view().isOpen()) {
            seat.announce(seat.view().startBeforeHeld(lastSeq));
            assertThat(seat.view().goLive()).isTrue();
        }
    }

    private void deliver(UUID id, RoomFrame... frames) {
        var poll = new PollBatch();
        add(poll, id, frames);
        deliver(poll);
    }

    private void add(PollBatch poll, UUID id, RoomFrame... frames) {
        for (RoomFrame frame : frames) {
            poll.room(id).add(frame);
        }
        batches.add(poll.room(id));
    }

    private void deliver(PollBatch poll) {
        poll.shareAmong(1);
        loopRooms.deliver(poll);
        poll.done();
        channel.runPendingTasks();
    }

    private static RoomFrame message(long seq) {
        byte[] json = "{\"n\":%d}".formatted(seq).getBytes(UTF_8);
        return RoomFrame.ofLog(seq, MessageChange.SENT.frame(Dialect.ACTIONS, json), null);
    }

    private RoomFrame in(long version) {
        return roomFrame("participant_joined", new Passage(ana.id(), true, version));
    }

    private RoomFrame out(long version) {
        return roomFrame("participant_left", new Passage(ana.id(), false, version));
    }

    private RoomFrame roomFrame(String type, Passage passage) {
        var state =
                new Room(
                        room,
                        "General",
                        "",
                        RoomType.GROUP,
                        Visibility.PUBLIC,
                        2,
                        ana,
                        true,
                        Instant.EPOCH,
                        Instant.EPOCH);
        return RoomFrame.inActionsOnly(ServerFrames.roomChanged(type, state, ana, Role.MEMBER))
                .passing(passage);
    }

    private ChatSocket socket() {
        var properties =
                new Binder(new MapConfigurationPropertySource())
                        .bindOrCreate("chat.realtime.sockets", SocketProperties.class);
        return new ChatSocket(
                channel,
                new Visitor(ana, "t", Long.MAX_VALUE, Dialect.ACTIONS),
                properties,
                new SocketMetrics(new SimpleMeterRegistry()),
                new ManualClock());
    }

    private List<String> shown() {
        channel.flush();
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            if (out instanceof ByteBuf bytes) {
                var matcher = SHOWN.matcher(bytes.toString(UTF_8));
                while (matcher.find()) {
                    shown.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                }
            }
            ReferenceCountUtil.release(out);
        }
        return shown;
    }

    /** Counts how often what was written is put on the wire. */
    private static final class Flushes extends ChannelOutboundHandlerAdapter {

        private int count;

        @Override
        public void flush(ChannelHandlerContext context) {
            count++;
            context.flush();
        }
    }
}
