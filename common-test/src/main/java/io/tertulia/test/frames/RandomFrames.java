package io.tertulia.test.frames;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Frames that are wrong in ways nobody thought of: those of the tables, bitten, cut, repeated and
 * mixed at random. The same seed gives the same bytes.
 */
public final class RandomFrames {

    private static final Duration MOMENT = Duration.ofMillis(250);
    private static final int MOST_FRAMES = 6;
    private static final int MOST_NOISE = 300;

    private final Random random;
    private final List<byte[]> known =
            Stream.concat(ProtocolCases.all(), ContentCases.all())
                    .flatMap(each -> each.writes().stream())
                    .toList();

    public RandomFrames(long seed) {
        random = new Random(seed);
    }

    /** What one socket is to be sent. */
    public List<byte[]> next() {
        var writes = new ArrayList<byte[]>();
        int count = 1 + random.nextInt(MOST_FRAMES);
        for (int i = 0; i < count; i++) {
            byte[] frame = known.get(random.nextInt(known.size()));
            writes.add(spoilt(frame.clone()));
        }
        return writes;
    }

    private byte[] spoilt(byte[] frame) {
        return switch (random.nextInt(7)) {
            case 0 -> bitten(frame);
            case 1 -> Arrays.copyOf(frame, random.nextInt(frame.length + 1));
            case 2 -> WireFrame.concat(frame, frame);
            case 3 -> noise();
            case 4 -> WireFrame.masked(random.nextInt(256), noise());
            case 5 -> WireFrame.head(random.nextInt(256), random.nextInt(128), random.nextLong());
            default -> frame;
        };
    }

    private byte[] bitten(byte[] frame) {
        for (int bites = 1 + random.nextInt(4); bites > 0 && frame.length > 0; bites--) {
            // The head is what most depends on: it is bitten as often as all the rest.
            int reach = random.nextBoolean() ? Math.min(frame.length, 14) : frame.length;
            frame[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
        }
        return frame;
    }

    private byte[] noise() {
        var noise = new byte[random.nextInt(MOST_NOISE)];
        random.nextBytes(noise);
        return noise;
    }

    /**
     * Sends random frames on sockets of their own until the time is over.
     *
     * @param open gives a socket that is ready
     * @param between done after each socket
     * @return how many sockets were sent something
     * @throws AssertionError if the server closes one for a fault of its own
     */
    public int throwAt(Supplier<WireSocket> open, Runnable between, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        int sockets = 0;
        while (System.nanoTime() - end < 0) {
            List<byte[]> writes = next();
            try (WireSocket socket = open.get()) {
                for (byte[] write : writes) {
                    var _ = socket.write(write);
                }
                expectNoFault(socket, sockets);
            }
            between.run();
            sockets++;
        }
        return sockets;
    }

    /** Half a frame is answered by nothing: then there is nothing to wait for. */
    private static void expectNoFault(WireSocket socket, int number) {
        socket.patience(MOMENT);
        try {
            WireSocket.Seen seen = socket.next();
            while (!seen.isEnd()) {
                seen = socket.next();
            }
            if (seen.code() == 1011 && seen.text().equals("server fault")) {
                throw new AssertionError("socket %d met a fault of the server's".formatted(number));
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof SocketTimeoutException)) {
                throw e;
            }
        }
    }
}
