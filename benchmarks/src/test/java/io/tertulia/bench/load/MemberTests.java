package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tertulia.bench.load.Dialogue.Seat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemberTests {

    private static final int ROOM = 3;
    private static final int OTHER = 1;

    private final Tally tally = new Tally();
    private final Member member =
            new Member(new Seat(ROOM, 0, 80, "/", "secret"), 2, new PlainDialogue(), tally, "!");
    private final EmbeddedChannel channel = new EmbeddedChannel(member);

    @BeforeEach
    void upgrade() {
        assertThat(sent()).startsWith("GET / HTTP/1.1\r\n").contains("Bearer secret\r\n");
        receive(ServerFrames.UPGRADE);
        assertThat(member.isIn()).isTrue();
    }

    @Test
    void countsWhatItIsShownInOrder() {
        show(0);
        show(1);
        show(2);

        assertThat(tally.counts().deliveries()).isEqualTo(3);
        assertThat(tally.counts().isInOrder()).isTrue();
        assertThat(member.shown(OTHER)).isEqualTo(3);
    }

    @Test
    void findsWhatWasSkipped() {
        show(0);
        show(3);

        assertThat(tally.counts().gaps()).isEqualTo(2);
        assertThat(tally.counts().repeats()).isZero();
    }

    @Test
    void findsWhatIsShownTwice() {
        show(0);
        show(0);

        assertThat(tally.counts().deliveries()).isEqualTo(1);
        assertThat(tally.counts().repeats()).isEqualTo(1);
    }

    @Test
    void findsWhatIsOutOfOrder() {
        show(1);
        show(0);

        assertThat(tally.counts().gaps()).isEqualTo(1);
        assertThat(tally.counts().repeats()).isEqualTo(1);
    }

    @Test
    void findsWhatIsOfAnotherRoom() {
        receive(ServerFrames.text(Marker.content(ROOM + 1, OTHER, 0, 0)));

        assertThat(tally.counts().strangers()).isEqualTo(1);
        assertThat(tally.counts().deliveries()).isZero();
    }

    @Test
    void saysWhatItIsAskedToWithItsMarkerFirst() {
        member.say(42);
        member.say(43);

        assertThat(sent()).endsWith(Marker.content(ROOM, 0, 0, 42) + "!");
        assertThat(sent()).endsWith(Marker.content(ROOM, 0, 1, 43) + "!");
        assertThat(member.said()).isEqualTo(2);
    }

    @Test
    void goesOnWhenItsOwnMessageComesBackAndNotWhenAnothersDoes() {
        member.onOwnMessage(() -> member.say(0));

        show(0);
        assertThat(member.said()).isZero();
        receive(ServerFrames.text(Marker.content(ROOM, 0, 0, 0)));

        assertThat(member.said()).isEqualTo(1);
    }

    @Test
    void answersAPingWithWhatItBrought() {
        receive(ServerFrames.frame(ClientFrames.PING, "still there?".getBytes(UTF_8)));

        assertThat(sent()).startsWith("\u008a").endsWith("still there?");
    }

    @Test
    void countsReceiptsAndRefusals() {
        receive(ServerFrames.text(PlainDialogue.RECEIPT));
        receive(ServerFrames.text(PlainDialogue.REFUSAL));
        receive(ServerFrames.text("something else"));

        assertThat(tally.counts().receipts()).isEqualTo(1);
        assertThat(tally.counts().refusals()).isEqualTo(1);
        assertThat(tally.counts().lastRefusal()).isEqualTo(PlainDialogue.REFUSAL);
    }

    @Test
    void countsASocketThatTheServerClosesOnceAndWithItsCode() {
        receive(ServerFrames.close(4408));

        assertThat(member.isOpen()).isFalse();
        assertThat(tally.counts().closings()).isEqualTo(Map.of(4408, 1L));
        assertThat(tally.counts().lostSockets()).isEqualTo(1);
    }

    @Test
    void countsAConnectionThatBreaks() {
        var _ = channel.close();

        assertThat(tally.counts().closings()).isEqualTo(Map.of(1006, 1L));
    }

    @Test
    void countsASocketThatWasNeverInAsRefusedAndNotAsLost() {
        var outsider =
                new Member(new Seat(ROOM, 0, 80, "/", null), 2, new PlainDialogue(), tally, "");
        var refused = new EmbeddedChannel(outsider);

        refused.writeInbound(
                Unpooled.copiedBuffer("HTTP/1.1 503 Service Unavailable\r\n\r\n", UTF_8));

        assertThat(outsider.joined()).isCompletedExceptionally();
        assertThat(outsider.isIn()).isFalse();
        assertThat(refused.isOpen()).isFalse();
        assertThat(tally.counts().lostSockets()).isZero();
    }

    @Test
    void closesOnANumberThatNoMemberHas() {
        receive(ServerFrames.text(Marker.content(ROOM, 2, 0, 0)));

        assertThat(tally.counts().lostSockets()).isEqualTo(1);
    }

    @Test
    void tellsOrdersApart() {
        long before = member.order();
        show(0);
        receive(ServerFrames.text(Marker.content(ROOM, 0, 0, 0)));
        var another =
                new Member(new Seat(ROOM, 1, 80, "/", null), 2, new PlainDialogue(), tally, "");
        var anothers = new EmbeddedChannel(another);
        anothers.writeInbound(
                Unpooled.wrappedBuffer(
                        ServerFrames.UPGRADE,
                        ServerFrames.text(Marker.content(ROOM, 0, 0, 0)),
                        ServerFrames.text(Marker.content(ROOM, OTHER, 0, 0))));

        assertThat(member.order()).isNotEqualTo(before).isNotEqualTo(another.order());
    }

    private void show(int number) {
        receive(
                ServerFrames.text(
                        "{\"content\":\"" + Marker.content(ROOM, OTHER, number, 0) + "\"}"));
    }

    private void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    private String sent() {
        ByteBuf next = channel.readOutbound();
        try {
            return next.toString(ISO_8859_1);
        } finally {
            next.release();
        }
    }
}
