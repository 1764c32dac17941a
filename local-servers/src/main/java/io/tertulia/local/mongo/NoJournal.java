package io.tertulia.local.mongo;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/** For a server that keeps its documents in memory only. */
final class NoJournal implements Journal {

    @Override
    public void name(int collection, String database, String name) {
        // nothing is kept
    }

    @Override
    public void put(int collection, int position, ByteBuf document) {
        // nothing is kept
    }

    @Override
    public void remove(int collection, int position) {
        // nothing is kept
    }

    @Override
    public void drop(int collection) {
        // nothing is kept
    }

    /** One at a time, as with a journal: creating a collection twice at once must not happen. */
    @Override
    public synchronized <T> T atomically(Supplier<T> change) {
        return change.get();
    }

    @Override
    public boolean isAtomic() {
        return Thread.holdsLock(this);
    }

    @Override
    public void settle() {
        // nothing is kept
    }

    @Override
    public void requireWritable() {
        // nothing is kept
    }

    @Override
    public void close() {
        // nothing is kept
    }
}
