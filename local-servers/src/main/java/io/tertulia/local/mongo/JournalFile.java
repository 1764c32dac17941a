package io.tertulia.local.mongo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * The open journal, written at its end only. Not a {@code FileChannel}: that one closes when the
 * writing thread is interrupted, and a stray interrupt must not end the journal.
 */
class JournalFile {

    private final RandomAccessFile file;
    private final boolean syncs;

    JournalFile(Path path, boolean syncs) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.syncs = syncs;
    }

    long length() throws IOException {
        return file.length();
    }

    /** Writes at this offset, after cutting off whatever a failed attempt left behind it. */
    void writeAt(long offset, byte[] bytes, int length) throws IOException {
        if (file.length() != offset) {
            file.setLength(offset);
        }
        file.seek(offset);
        file.write(bytes, 0, length);
        if (syncs) {
            file.getFD().sync();
        }
    }

    void close() throws IOException {
        file.close();
    }
}
