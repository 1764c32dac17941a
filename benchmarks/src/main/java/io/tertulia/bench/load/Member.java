package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.tertulia.bench.load.Dialogue.Heard;
import io.tertulia.bench.load.Dialogue.Seat;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One socket in a room: it says things, and checks what it is shown. All of it happens on the
 * generator's one thread.
 */
public final class Member extends FrameReader {

    private static final int FNV_PRIME = 0x01000193;

    /** What RFC 6455 calls an end without a close frame, and a close frame without a code. */
    private static final int BROKEN = 1006;

    private static final int NO_CODE = 1005;

    private final Seat seat;
    private final Dialogue dialogue;
    private final Tally tally;
    private final String filler;
    private final int[] next;
    private final CompletableFuture<Member> joined = new CompletableFuture<>();
    private @Nullable Channel channel;
    private @Nullable Runnable onOwnMessage;
    private int hint;
    private int said;
    private int seen;
    private long order;
    private int closeCode = BROKEN;

    /**
     * @param filler what follows the marker in its messages
     */
    Member(Seat seat, int membersOfRoom, Dialogue dialogue, Tally tally, String filler) {
        this.seat = seat;
        this.dialogue = dialogue;
        this.tally = tally;
        this.filler = filler;
        this.next = new int[membersOfRoom];
    }

    CompletableFuture<Member> joined() {
        return joined;
    }

    /** Whether it has got into its room, wherever it is now. */
    boolean isIn() {
        return joined.isDone() && !joined.isCompletedExceptionally();
    }

    /** Why it has not got into its room. */
    String whyNotIn() {
        Throwable failure = joined.isDone() ? joined.exceptionNow() : null;
        return failure == null ? "no answer" : String.valueOf(failure.getMessage());
    }

    /** Its place among the members of its room, from 0. */
    int place() {
        return seat.member();
    }

    Seat seat() {
        return seat;
    }

    int port() {
        return seat.port();
    }

    int room() {
        return seat.room();
    }

    /** What it has said so far. */
    int said() {
        return said;
    }

    /** How much it has been shown of what another member has said. */
    int shown(int member) {
        return next[member];
    }

    /** How many messages it has been shown in all. */
    int seen() {
        return seen;
    }

    /** A digest of what it was shown, in the order in which it was. */
    long order() {
        return order;
    }

    /** Whether the socket is open. */
    boolean isOpen() {
        return channel != null && channel.isActive();
    }

    /** Does something each time that the member's own message comes back. */
    void onOwnMessage(Runnable action) {
        onOwnMessage = action;
    }

    /** Says something that was due at a moment of the tally's clock. */
    void say(long dueNanos) {
        String content = Marker.content(seat.room(), seat.member(), said, dueNanos);
        write(dialogue.say(content + filler, said));
        said++;
    }

    private void write(String text) {
        if (channel != null) {
            var _ =
                    channel.writeAndFlush(
                            ClientFrames.text(channel.alloc(), text), channel.voidPromise());
        }
    }

    /** Takes what comes, or leaves it where it is. */
    void setReading(boolean isReading) {
        if (channel != null) {
            channel.config().setAutoRead(isReading);
        }
    }

    void close() {
        if (channel != null) {
            var _ = channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        var _ =
                context.writeAndFlush(
                        ClientFrames.upgrade(context.alloc(), seat), context.voidPromise());
    }

    @Override
    void onUpgraded(ChannelHandlerContext context) {
        if (dialogue.isWelcomeByUpgrade()) {
            joined.complete(this);
        }
    }

    @Override
    void onFrame(ChannelHandlerContext context, int opcode, ByteBuf bytes, int start, int length) {
        switch (opcode) {
            case ClientFrames.TEXT -> onText(bytes, start, length);
            case ClientFrames.PING -> {
                byte[] payload = new byte[length];
                bytes.getBytes(start, payload);
                var _ =
                        context.writeAndFlush(
                                ClientFrames.frame(context.alloc(), ClientFrames.PONG, payload),
                                context.voidPromise());
            }
            case ClientFrames.CLOSE -> {
                closeCode = length < 2 ? NO_CODE : bytes.getUnsignedShort(start);
                var _ = context.close();
            }
            default -> {}
        }
    }

    private void onText(ByteBuf bytes, int start, int length) {
        int at = Marker.find(bytes, start, length, hint);
        if (at < 0) {
            onWord(bytes.toString(start, length, UTF_8));
            return;
        }
        hint = at - start;
        int sender = Marker.member(bytes, at);
        int number = Marker.number(bytes, at);
        if (Marker.room(bytes, at) != seat.room()) {
            tally.onStranger();
            return;
        }
        int expected = next[sender];
        if (number < expected) {
            tally.onRepeat();
            return;
        }
        next[sender] = number + 1;
        seen++;
        order = (order ^ ((long) sender << 32 | number)) * FNV_PRIME;
        tally.onDelivery(Marker.dueNanos(bytes, at), number - expected);
        if (onOwnMessage != null && sender == seat.member()) {
            onOwnMessage.run();
        }
    }

    private void onWord(String frame) {
        switch (dialogue.hear(seat, frame)) {
            case Heard.Welcome() -> joined.complete(this);
            case Heard.Answer(String text) -> write(text);
            case Heard.Receipt() -> tally.onReceipt();
            case Heard.Refusal(String text) -> tally.onRefusal(text);
            case Heard.Nothing() -> {}
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        boolean wasIn = isIn();
        joined.completeExceptionally(new IOException("The server closed the socket"));
        if (wasIn) {
            tally.onLostSocket(closeCode);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        joined.completeExceptionally(cause);
        var _ = context.close();
    }
}
