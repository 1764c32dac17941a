package io.tertulia.local.mongo;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/**
 * Where changes go before they are acknowledged. A collection hands over what became of a document,
 * not the command that did it, while it holds its own lock: so the journal's order is the order the
 * collection was changed in.
 *
 * <p>The four ways to record a change never fail; a change that cannot be written makes {@link
 * #settle} fail, which comes before every answer.
 */
interface Journal extends AutoCloseable {

    /** From now on the collection of this number has this name. */
    void name(int collection, String database, String name);

    /** The document at this position is now this one, in BSON. */
    void put(int collection, int position, ByteBuf document);

    /** There is no document at this position any more. */
    void remove(int collection, int position);

    /** The collection and all of its documents are gone. */
    void drop(int collection);

    /**
     * Makes a change of which the journal holds all records or none. Only one runs at a time. It is
     * called with no lock of a collection or a database held, and takes them inside.
     */
    <T> T atomically(Supplier<T> change);

    /** Whether the calling thread is inside {@link #atomically}. */
    boolean isAtomic();

    /**
     * Returns when all that the calling thread has recorded, and all that it may have seen of
     * others' changes, is in the journal. No answer leaves before: so nobody knows of a change that
     * a restart would undo.
     *
     * @throws JournalUnavailable if it could not be written
     */
    void settle();

    /**
     * Refuses the next write at once if the journal could not be written last time and still
     * cannot.
     *
     * @throws JournalUnavailable if it cannot be written
     */
    void requireWritable();

    @Override
    void close();
}
