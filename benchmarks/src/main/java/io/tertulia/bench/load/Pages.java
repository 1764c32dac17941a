package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/**
 * Readers of a room's history, each with a connection of its own and one request after another.
 *
 * @param target to which a place in the room is appended
 * @param places that may be asked for, from 1
 */
public record Pages(int port, String token, String target, int places) {

    private static final int FULL_PAGE = 50;
    private static final String LENGTH = "content-length:";
    private static final byte[] SEQ = "\"seq\":".getBytes(US_ASCII);

    /**
     * What came of it.
     *
     * @param wrong answers that were no page of 50 messages
     */
    public record Read(Histogram latencyMicros, long wrong, double seconds) {}

    /** Reads for a while. */
    public Read read(int readers, Duration time) throws IOException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        var all = new Histogram(60_000_000, 3);
        long wrong = 0;
        try (var threads = Executors.newFixedThreadPool(readers)) {
            var parts = new ArrayList<Future<Read>>();
            for (int i = 0; i < readers; i++) {
                Callable<Read> reader = () -> readUntil(end);
                parts.add(threads.submit(reader));
            }
            for (Future<Read> part : parts) {
                all.add(part.get().latencyMicros());
                wrong += part.get().wrong();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        return new Read(all, wrong, (System.nanoTime() - start) / 1e9);
    }

    private Read readUntil(long end) throws IOException {
        var micros = new Histogram(60_000_000, 3);
        long wrong = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            OutputStream out = socket.getOutputStream();
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                out.write(request());
                boolean isPage = isPage(in);
                micros.recordValue((System.nanoTime() - start) / 1000);
                wrong += isPage ? 0 : 1;
            }
        }
        return new Read(micros, wrong, 0);
    }

    private byte[] request() {
        int place = ThreadLocalRandom.current().nextInt(FULL_PAGE + 1, places);
        return "GET %s%d HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(target, place, port, token)
                .getBytes(US_ASCII);
    }

    private static boolean isPage(DataInputStream in) throws IOException {
        boolean isFound = line(in).startsWith("HTTP/1.1 200");
        int length = -1;
        boolean isChunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            isChunked = isChunked || header.equals("transfer-encoding: chunked");
        }
        byte[] body = isChunked ? chunks(in) : in.readNBytes(length);
        return isFound && count(body) == FULL_PAGE;
    }

    private static byte[] chunks(DataInputStream in) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        int total = 0;
        for (int size = size(in); size > 0; size = size(in)) {
            chunks.add(in.readNBytes(size));
            total += size;
            line(in);
        }
        line(in);
        byte[] body = new byte[total];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, body, at, chunk.length);
            at += chunk.length;
        }
        return body;
    }

    private static int size(DataInputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.readByte(); next != '\n'; next = in.readByte()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static int count(byte[] body) {
        int count = 0;
        for (int i = 0; i + SEQ.length <= body.length; i++) {
            if (Arrays.equals(body, i, i + SEQ.length, SEQ, 0, SEQ.length)) {
                count++;
            }
        }
        return count;
    }
}
