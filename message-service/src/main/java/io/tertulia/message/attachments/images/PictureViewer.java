package io.tertulia.message.attachments.images;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how large a picture is and makes a thumbnail of it. Decoding is work for a processor,
 * so it has a few threads of its own: on the virtual threads that serve requests, two pictures
 * would keep a small machine from answering anybody. Safe for use by many threads.
 */
public final class PictureViewer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PictureViewer.class);
    private static final int MOST_WAITING = 1_000;

    private final PictureBounds bounds;
    private final Thumbnails thumbnails;
    private final ThreadPoolExecutor threads;

    public PictureViewer(PictureBounds bounds) {
        this.bounds = bounds;
        this.thumbnails = new Thumbnails(bounds);
        this.threads =
                new ThreadPoolExecutor(
                        bounds.atOnce(),
                        bounds.atOnce(),
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform().name("thumbnails-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Looks at a picture.
     *
     * @param input opens it anew; what it gives must end after the bounds' patience
     * @return empty if it is none, or one that is too large to be shown
     */
    public Optional<Picture> view(PictureFormat format, Supplier<ImageInputStream> input) {
        return header(format, input)
                .filter(header -> header.pixels() <= bounds.mostPixels())
                .map(header -> picture(format, header, input));
    }

    private static Optional<Header> header(PictureFormat format, Supplier<ImageInputStream> input) {
        try (ImageInputStream opened = input.get()) {
            return Header.read(format, opened);
        } catch (IOException | IndexOutOfBoundsException e) {
            LOG.debug("A header cannot be read", e);
            return Optional.empty();
        }
    }

    private Picture picture(PictureFormat format, Header header, Supplier<ImageInputStream> input) {
        Thumbnail thumbnail = thumbnails.canBeMade(header) ? await(format, header, input) : null;
        return header.turn().isOnItsSide()
                ? new Picture(header.height(), header.width(), thumbnail)
                : new Picture(header.width(), header.height(), thumbnail);
    }

    private @Nullable Thumbnail await(
            PictureFormat format, Header header, Supplier<ImageInputStream> input) {
        Future<Optional<Thumbnail>> made = null;
        try {
            made = threads.submit(() -> make(format, header, input));
            return made.get(bounds.patience().toMillis(), TimeUnit.MILLISECONDS).orElse(null);
        } catch (RejectedExecutionException | TimeoutException | CancellationException e) {
            LOG.warn("Too many pictures: one goes without a thumbnail");
        } catch (ExecutionException e) {
            LOG.warn("A thumbnail could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (made != null) {
            // Out of the queue; one that is being decoded comes to the end of its input soon.
            made.cancel(false);
        }
        return null;
    }

    /** A picture that is broken, or of a kind that the decoder does not know, is not our fault. */
    private Optional<Thumbnail> make(
            PictureFormat format, Header header, Supplier<ImageInputStream> input) {
        try (ImageInputStream opened = input.get()) {
            return thumbnails.make(format, header, opened);
        } catch (IOException | RuntimeException e) {
            LOG.debug("A picture cannot be decoded", e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
