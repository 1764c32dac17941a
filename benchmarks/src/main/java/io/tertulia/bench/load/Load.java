package io.tertulia.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.tertulia.bench.load.Dialogue.Seat;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The load generator: any number of members on one thread. */
public final class Load implements AutoCloseable {

    private static final int READ_BYTES = 64 * 1024;
    private static final int OPENING_AT_ONCE = 64;
    private static final long OPEN_SECONDS = 120;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Dialogue dialogue;
    private final String filler;
    private final Tally tally = new Tally();
    private final List<Member> members = new ArrayList<>();

    public Load(Dialogue dialogue) {
        this(dialogue, "");
    }

    /**
     * @param filler what makes its messages long
     */
    public Load(Dialogue dialogue, String filler) {
        this.dialogue = dialogue;
        this.filler = filler;
        IoHandlerFactory io =
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(1, io);
        loop = group.next();
    }

    Tally tally() {
        return tally;
    }

    List<Member> members() {
        return members;
    }

    EventLoop loop() {
        return loop;
    }

    /**
     * Opens sockets, some at once, and waits until all are in their rooms.
     *
     * @param seats in the order in which the members are numbered afterwards
     * @param membersOfRoom how many take part in each room
     * @throws IOException if one is refused or does not get in
     */
    public void open(List<Seat> seats, int membersOfRoom) throws IOException {
        List<Member> comers = comers(seats, membersOfRoom);
        try {
            letIn(comers, OPENING_AT_ONCE).get(OPEN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Not all sockets opened: " + whyNotIn(comers), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Opens sockets all at the same moment, and waits until it is known which are in their rooms.
     *
     * @return the others, who are members no longer
     */
    public List<Outsider> openAtOnce(List<Seat> seats, int membersOfRoom) throws IOException {
        List<Member> comers = comers(seats, membersOfRoom);
        try {
            letIn(comers, comers.size()).get(OPEN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return ask(() -> takeOut(comers.stream().filter(each -> !each.isIn()).toList()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return List.of();
    }

    /** Why the first of those who did not get in did not. */
    private String whyNotIn(List<Member> comers) throws IOException {
        return ask(
                () ->
                        comers.stream()
                                .filter(each -> !each.isIn())
                                .findFirst()
                                .map(Member::whyNotIn)
                                .orElse("too late"));
    }

    /** Somebody who did not get in, and why. */
    public record Outsider(Seat seat, String reason) {}

    private List<Outsider> takeOut(List<Member> outside) {
        members.removeAll(Set.copyOf(outside));
        outside.forEach(Member::close);
        return outside.stream().map(each -> new Outsider(each.seat(), each.whyNotIn())).toList();
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("Interrupted", e);
    }

    private List<Member> comers(List<Seat> seats, int membersOfRoom) {
        List<Member> comers =
                seats.stream()
                        .map(seat -> new Member(seat, membersOfRoom, dialogue, tally, filler))
                        .toList();
        members.addAll(comers);
        return comers;
    }

    /** Ends when it is known of each whether they are in, and fails if one is not. */
    private CompletableFuture<Void> letIn(List<Member> comers, int atOnce) {
        var waiting = new ArrayDeque<>(comers);
        loop.execute(
                () -> {
                    for (int i = 0; i < atOnce; i++) {
                        openNext(waiting);
                    }
                });
        return CompletableFuture.allOf(
                comers.stream().map(Member::joined).toArray(CompletableFuture<?>[]::new));
    }

    private void openNext(ArrayDeque<Member> waiting) {
        Member member = waiting.poll();
        if (member == null) {
            return;
        }
        var _ = member.joined().whenCompleteAsync((_, _) -> openNext(waiting), loop);
        connect(member)
                .addListener(
                        connected -> {
                            if (!connected.isSuccess()) {
                                member.joined().completeExceptionally(connected.cause());
                            }
                        });
    }

    private ChannelFuture connect(Member member) {
        return new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(member);
                            }
                        })
                .connect("127.0.0.1", member.port());
    }

    /** Asks something of the members or the tally, on their thread. */
    public <T> T ask(Callable<T> question) throws IOException {
        try {
            return loop.submit(question).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** From now on nobody takes what comes. */
    public void stopReading() throws IOException {
        setReading(false);
    }

    /** Everybody takes what has come, and will come. */
    public void readAgain() throws IOException {
        setReading(true);
    }

    private void setReading(boolean isReading) throws IOException {
        ask(
                () -> {
                    members.forEach(member -> member.setReading(isReading));
                    return isReading;
                });
    }

    /** What everybody has been shown and told so far. */
    public Counts counts() throws IOException {
        return ask(tally::counts);
    }

    /** How many sockets are open. */
    public long open() throws IOException {
        return ask(() -> members.stream().filter(Member::isOpen).count());
    }

    @Override
    public void close() {
        loop.execute(() -> members.forEach(Member::close));
        group.shutdownGracefully(200, 2000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
