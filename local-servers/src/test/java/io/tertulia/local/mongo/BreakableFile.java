package io.tertulia.local.mongo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes a part of what it is given and fails, as a full disk does. */
final class BreakableFile extends JournalFile {

    final AtomicBoolean diskFull = new AtomicBoolean();
    final AtomicInteger writes = new AtomicInteger();

    BreakableFile(Path path) throws IOException {
        super(path, false);
    }

    @Override
    void writeAt(long offset, byte[] bytes, int length) throws IOException {
        writes.incrementAndGet();
        if (diskFull.get()) {
            super.writeAt(offset, bytes, length / 2);
            throw new IOException("No space left on device");
        }
        super.writeAt(offset, bytes, length);
    }
}
