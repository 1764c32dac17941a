package io.tertulia.message.attachments;

import io.tertulia.web.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** A request's body that may neither be too long nor take too long. For one thread. */
final class BoundedBody extends FilterInputStream {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final ProblemException tooLarge;
    private final long deadlineNanos;
    private long left;

    /**
     * Reads nothing yet.
     *
     * @param most bytes that may be read
     * @param tooLarge what is thrown where there are more
     */
    BoundedBody(InputStream body, long most, ProblemException tooLarge, Duration patience) {
        super(body);
        this.left = most;
        this.tooLarge = tooLarge;
        this.deadlineNanos = System.nanoTime() + patience.toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (isOverdue()) {
            throw ProblemException.of(
                    HttpStatus.REQUEST_TIMEOUT, "request_timeout", "The upload takes too long.");
        }
        int count = super.read(target, offset, length);
        left -= Math.max(0, count);
        if (left < 0) {
            throw tooLarge;
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[Math.clamp(count, 0, BUFFER_BYTES)]));
    }

    /**
     * Reads what is left, within the same bounds: a client that is still sending would not see the
     * answer, but a broken connection.
     */
    void drain() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            int count = 0;
            while (count >= 0 && left >= 0 && !isOverdue()) {
                count = super.read(buffer, 0, buffer.length);
                left -= Math.max(0, count);
            }
        } catch (IOException e) {
            // The client went away, so nobody waits for the answer.
            left = -1;
        }
    }

    private boolean isOverdue() {
        return System.nanoTime() - deadlineNanos > 0;
    }
}
