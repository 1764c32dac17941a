package io.tertulia.realtime.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.tertulia.events.User;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.realtime.ManualClock;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameStyle;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.MessageChange;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.SocketMetrics;
import io.tertulia.realtime.sockets.SocketProperties;
import io.tertulia.realtime.sockets.Visitor;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Goal: whatever comes in whatever order, a seat shows the log once, in order, and leaks nothing.
 */
class SeatTests {

    private static final int HELD_BYTES = 4_000;
    private static final Pattern SHOWN =
            Pattern.compile("\\{\"n\":(\\d+)}|\"(ready|resync|typing|messages_read)\"");

    private final User ana = People.someone("Ana");
    private final UUID room = UUID.randomUUID();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicInteger holes = new AtomicInteger();
    private final List<RoomBatch> batches = new ArrayList<>();
    private final List<ByteBuf> taken = new ArrayList<>();
    private final Seat seat = seat(Dialect.ACTIONS);

    @AfterEach
    void leaksNothing() {
        seat.vacate();
        channel.releaseOutbound();
        batches.forEach(RoomBatch::release);
        taken.forEach(ByteBuf::release);
        // Every socket's reference is gone by now, so the bytes of each batch must be too.
        assertThat(batches).allMatch(RoomBatch::isReleased);
    }

    @Test
    void holdsWhatComesLiveUntilItHasCaughtUp() {
        seat.deliver(batch(4, 5, 6));
        assertThat(shown()).isEmpty();

        seat.view().startAt(4);
        assertThat(shown()).isEmpty();
        assertThat(seat.view().goLive()).isTrue();
        seat.deliver(batch(6, 7));

        assertThat(shown()).containsExactly("5", "6", "7");
    }

    @Test
    void writesAPollsFramesAtOnce() {
        live(0);
        seat.deliver(batch(1, 2, 3));

        assertThat(shown()).containsExactly("1", "2", "3");
        assertThat(taken).hasSize(1);
    }

    @Test
    void dropsWhatItHasShown() {
        live(2);
        seat.deliver(batch(1, 2, 3));
        seat.deliver(batch(3));
        seat.deliver(batch(2, 4));

        assertThat(shown()).containsExactly("3", "4");
        assertThat(holes).hasValue(0);
    }

    @Test
    void reportsAHoleOnceAndHoldsTheRest() {
        live(1);
        seat.deliver(batch(4));
        seat.deliver(batch(5, 6));
        assertThat(holes).hasValue(1);
        assertThat(shown()).isEmpty();

        seat.view().show(new LogAnswer.Page(List.of(), 3, 3, false), 0);
        assertThat(seat.view().goLive()).isTrue();
        assertThat(shown()).containsExactly("4", "5", "6");
    }

    @Test
    void findsAHoleInsideAPoll() {
        live(0);
        seat.deliver(batch(1, 3));

        assertThat(shown()).containsExactly("1");
        assertThat(holes).hasValue(1);
    }

    @Test
    void asksAgainWhenItCouldNotHoldEverything() {
        for (int seq = 1; seq <= 100; seq++) {
            seat.deliver(batch(seq));
        }
        seat.view().startAt(10);
        assertThat(seat.view().goLive()).isFalse();
        seat.view().show(new LogAnswer.Page(List.of(), 100, 100, false), 0);

        assertThat(seat.view().goLive()).isTrue();
        assertThat(seat.view().lastSeq()).isEqualTo(100);
    }

    @Test
    void leavesAHoleToTheClientAndGoesOn() {
        live(1);
        seat.deliver(batch(5));
        seat.view().giveUp();
        seat.deliver(batch(6));

        assertThat(shown()).containsExactly("resync", "5", "6");
    }

    @Test
    void closesWhoLeftThoughItCouldNotHoldEverything() {
        leaveAndOverflow();
        seat.view().startAt(100);

        assertThat(seat.view().goLive()).isTrue();
        assertThat(seat.socket().isOpen()).isFalse();
    }

    @Test
    void closesWhoLeftAlsoWhenItGivesUp() {
        leaveAndOverflow();
        seat.view().giveUp();

        assertThat(seat.socket().isOpen()).isFalse();
    }

    @Test
    void closesAClientThatCannotBeToldOfAHole() {
        Seat signals = seat(Dialect.SIGNALS);
        signals.view().startAt(1);
        signals.view().goLive();
        signals.deliver(batch(5));
        signals.view().giveUp();

        assertThat(shown()).isEmpty();
        assertThat(signals.socket().isOpen()).isFalse();
    }

    private void leaveAndOverflow() {
        var left = batch();
        left.add(typing(People.someone("Ben")).passing(new Passage(ana.id(), false, 1)));
        seat.deliver(left);
        for (int seq = 1; seq <= 100; seq++) {
            seat.deliver(batch(seq));
        }
    }

    @Test
    void tellsThatThePlaceWasLostAndTakesWhateverComesNext() {
        live(1);
        seat.view().onPlaceLost();
        seat.deliver(batch(9));
        seat.deliver(batch(11));

        assertThat(shown()).containsExactly("resync", "9");
        assertThat(holes).hasValue(1);
    }

    @Test
    void fetchesForAClientThatKnowsNoResync() {
        Seat signals = seat(Dialect.SIGNALS);
        signals.view().startAt(1);
        signals.view().goLive();
        signals.view().onPlaceLost();

        assertThat(shown()).isEmpty();
        assertThat(signals.view().isCatchingUp()).isTrue();
        assertThat(holes).hasValue(1);
    }

    @Test
    void showsNobodyTheirOwnTyping() {
        live(0);
        var batch = batch(1);
        batch.add(typing(ana));
        batch.add(typing(People.someone("Ben")));
        batch.add(message(2));
        seat.deliver(batch);

        assertThat(shown()).containsExactly("1", "typing", "2");
    }

    @Test
    void showsWhatIsForNamedPeopleToThemOnly() {
        live(0);
        var batch = batch(1);
        batch.addFor(Set.of(ana.id()), read());
        batch.addFor(Set.of(UUID.randomUUID()), read());
        assertThat(seat.deliver(batch)).isEqualTo(2);

        assertThat(shown()).containsExactly("1", "messages_read");
        Seat signals = seat(Dialect.SIGNALS);
        signals.view().startAt(0);
        signals.view().goLive();
        assertThat(signals.deliver(batch)).isEqualTo(1);
        assertThat(shown()).containsExactly("1", "messages_read", "1");
    }

    @Test
    void holdsWhatIsForNamedPeopleWhileItCatchesUp() {
        var batch = batch();
        batch.addFor(Set.of(ana.id()), read());
        seat.deliver(batch);
        assertThat(shown()).isEmpty();

        live(0);
        assertThat(shown()).containsExactly("messages_read");
    }

    private FrameText read() {
        return ServerFrames.messagesRead(
                room, new MessagesRead(ana, List.of(), null, Instant.EPOCH, null));
    }

    @Test
    void skipsWhatItsDialectHasNoFrameFor() {
        Seat signals = seat(Dialect.SIGNALS);
        signals.view().startAt(0);
        signals.view().goLive();
        var batch = batch(1);
        batch.add(RoomFrame.ofLog(2, MessageChange.EDITED.frame(Dialect.ACTIONS, json(2)), null));
        signals.deliver(batch);
        signals.deliver(batch(3));

        assertThat(shown()).containsExactly("1", "3");
        assertThat(signals.view().lastSeq()).isEqualTo(3);
    }

    private void live(long lastSeq) {
        seat.view().startAt(lastSeq);
        seat.view().goLive();
    }

    private RoomBatch batch(long... seqs) {
        var batch = new RoomBatch(room);
        for (long seq : seqs) {
            batch.add(message(seq));
        }
        batches.add(batch);
        return batch;
    }

    private static RoomFrame message(long seq) {
        return RoomFrame.ofLog(
                seq,
                MessageChange.SENT.frame(Dialect.ACTIONS, json(seq)),
                MessageChange.SENT.frame(Dialect.SIGNALS, json(seq)));
    }

    private RoomFrame typing(User user) {
        return RoomFrame.besideLog(
                        new RoomFrame.Texts(
                                ServerFrames.typing(FrameStyle.ACTIONS, room, user, true),
                                ServerFrames.typing(FrameStyle.SIGNALS, room, user, true),
                                null))
                .exceptFor(user.id());
    }

    private static byte[] json(long seq) {
        return "{\"n\":%d}".formatted(seq).getBytes(UTF_8);
    }

    private Seat seat(Dialect dialect) {
        var properties =
                new Binder(new MapConfigurationPropertySource())
                        .bindOrCreate("chat.realtime.sockets", SocketProperties.class);
        var socket =
                new ChatSocket(
                        channel,
                        new Visitor(ana, "t", Long.MAX_VALUE, dialect),
                        properties,
                        new SocketMetrics(new SimpleMeterRegistry()),
                        new ManualClock());
        var seat = Seat.only(socket, room, HELD_BYTES);
        seat.view().onHole(holes::incrementAndGet);
        return seat;
    }

    private List<String> shown() {
        channel.flush();
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            if (out instanceof ByteBuf bytes) {
                taken.add(bytes);
            } else {
                ReferenceCountUtil.release(out);
            }
        }
        List<String> shown = new ArrayList<>();
        for (ByteBuf bytes : taken) {
            var matcher = SHOWN.matcher(bytes.toString(UTF_8));
            while (matcher.find()) {
                shown.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            }
        }
        return shown;
    }
}
