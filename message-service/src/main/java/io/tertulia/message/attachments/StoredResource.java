package io.tertulia.message.attachments;

import java.io.InputStream;
import org.springframework.core.io.AbstractResource;

/** Stored bytes as Spring sends them. */
final class StoredResource extends AbstractResource {

    private final StoredBytes bytes;
    private final DownloadTurns turns;

    StoredResource(StoredBytes bytes, DownloadTurns turns) {
        this.bytes = bytes;
        this.turns = turns;
    }

    @Override
    public InputStream getInputStream() {
        return turns.open(bytes);
    }

    @Override
    public long contentLength() {
        return bytes.length();
    }

    @Override
    public String getDescription() {
        return "attachment " + bytes.id();
    }
}
