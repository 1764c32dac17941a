package io.tertulia.local.mongo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in a file, with group commit: records gather in {@link #pending}, and the first
 * thread that must be sure of its own writes all of them, while the next ones gather behind.
 *
 * <p>Locks are taken in this order: {@link #changing}, then a database's and a collection's, then
 * {@link #writing}, then {@link #pending}. Offsets count bytes of the file.
 */
final class FileJournal implements Journal {

    private static final Logger log = LoggerFactory.getLogger(FileJournal.class);

    /** One command may change very many documents: then it writes before it is done. */
    private static final int PENDING_BYTES_MAX = 8 * 1024 * 1024;

    private final JournalFile file;

    /** Held while a change that counts as one is made. */
    private final ReentrantLock changing = new ReentrantLock();

    /** The records of that change; used by the holder of {@link #changing} only. */
    private @Nullable ByteBuf change;

    /** Frames not yet handed to the file; its monitor guards it and {@link #appended}. */
    private final ByteBuf pending = Unpooled.buffer();

    private final ReentrantLock writing = new ReentrantLock();

    /** Frames being written; stays filled when that fails. Guarded by {@link #writing}. */
    private final ByteBuf group = Unpooled.buffer();

    // Volatile, because settle() reads them without the locks that guard their writing. A change's
    // frame is appended before changeOpen is cleared: who reads false has the frame in appended.
    private volatile boolean changeOpen;
    private volatile long appended;
    private volatile long written;
    private volatile boolean failed;

    FileJournal(JournalFile file) throws IOException {
        this.file = file;
        this.written = file.length();
        this.appended = written;
    }

    @Override
    public void name(int collection, String database, String name) {
        record(JournalFormat.name(collection, database, name));
    }

    @Override
    public void put(int collection, int position, ByteBuf document) {
        record(JournalFormat.put(collection, position, document));
    }

    @Override
    public void remove(int collection, int position) {
        record(JournalFormat.remove(collection, position));
    }

    @Override
    public void drop(int collection) {
        record(JournalFormat.drop(collection));
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        changing.lock();
        try {
            return change == null ? asOneChange(work) : work.get();
        } finally {
            changing.unlock();
        }
    }

    private <T> T asOneChange(Supplier<T> work) {
        ByteBuf records = Unpooled.buffer();
        change = records;
        changeOpen = true;
        try {
            return work.get();
        } finally {
            // Also after an exception: what was recorded has happened in memory.
            change = null;
            if (records.isReadable()) {
                append(records);
            }
            changeOpen = false;
        }
    }

    @Override
    public boolean isAtomic() {
        return changing.isHeldByCurrentThread();
    }

    private void record(ByteBuf record) {
        ByteBuf open = isAtomic() ? change : null;
        if (open == null) {
            append(record);
        } else {
            open.writeBytes(record);
        }
    }

    private void append(ByteBuf payload) {
        ByteBuf head = JournalFormat.head(payload);
        int length = head.readableBytes() + payload.readableBytes();
        int waiting;
        synchronized (pending) {
            pending.writeBytes(head).writeBytes(payload);
            appended += length;
            waiting = pending.readableBytes();
        }
        if (waiting > PENDING_BYTES_MAX && !failed) {
            writeEarly();
        }
    }

    private void writeEarly() {
        try {
            write(appended);
        } catch (JournalUnavailable e) {
            log.debug("the answer to this command will say so", e);
        }
    }

    @Override
    public void settle() {
        if (changeOpen && !isAtomic()) {
            // Somebody's change is under way, and this thread may have seen a part of it: an empty
            // one of its own comes after that.
            atomically(() -> true);
        }
        write(appended);
    }

    @Override
    public void requireWritable() {
        if (failed) {
            settle();
        }
    }

    /** Returns at once if another thread has written as far as that already. */
    private void write(long upTo) {
        if (written >= upTo) {
            return;
        }
        writing.lock();
        try {
            if (written < upTo) {
                writeGroup();
            }
            if (written < upTo) {
                throw new IllegalStateException("the journal has lost count of its bytes");
            }
        } finally {
            writing.unlock();
        }
    }

    /**
     * After a failure the group stays as it is, is cut off the file, and is written again as a
     * whole by the next one who asks: a partial write or a failed sync leaves no doubtful bytes
     * behind.
     */
    private void writeGroup() {
        synchronized (pending) {
            group.writeBytes(pending);
            pending.clear();
        }
        long start = written;
        int length = group.readableBytes();
        try {
            file.writeAt(start, group.array(), length);
        } catch (IOException e) {
            if (!failed) {
                log.error("The journal cannot be written: no write is acknowledged", e);
            }
            failed = true;
            throw new JournalUnavailable(e);
        }
        group.clear();
        written = start + length;
        if (failed) {
            log.warn("The journal can be written again");
            failed = false;
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.unlock();
        }
    }
}
