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
    private final Tally tally = new Tally();
    private final List<Member> members = new ArrayList<>();

    public Load(Dialogue dialogue) {
        this.dialogue = dialogue;
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
        var waiting = new ArrayDeque<Member>();
        for (Seat seat : seats) {
            var member = new Member(seat, membersOfRoom, dialogue, tally);
            members.add(member);
            waiting.add(member);
        }
        var all = new CompletableFuture<Void>();
        loop.execute(
                () -> {
                    for (int i = 0; i < Math.min(OPENING_AT_ONCE, seats.size()); i++) {
                        openNext(waiting, all);
                    }
                });
        try {
            all.get(OPEN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Not all sockets opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while opening sockets", e);
        }
    }

    private void openNext(ArrayDeque<Member> waiting, CompletableFuture<Void> all) {
        Member member = waiting.poll();
        if (member == null) {
            if (members.stream().allMatch(each -> each.joined().isDone())) {
                all.complete(null);
            }
            return;
        }
        var _ =
                member.joined()
                        .whenComplete(
                                (_, failure) -> {
                                    if (failure != null) {
                                        all.completeExceptionally(failure);
                                    } else {
                                        openNext(waiting, all);
                                    }
                                });
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
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
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
