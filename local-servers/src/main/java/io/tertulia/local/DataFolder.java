package io.tertulia.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder a local server keeps its data in. */
public final class DataFolder {

    private DataFolder() {}

    /**
     * Makes the folder if it is not there yet.
     *
     * @return the folder as an absolute path
     * @throws ServerDidNotStart if it cannot be made, is no folder, or cannot be written to
     */
    public static Path prepare(String server, Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            // Asking is not enough: a full or read-only file system shows only when written to.
            Path probe = Files.createTempFile(absolute, "probe", ".tmp");
            Files.delete(probe);
            return absolute;
        } catch (IOException e) {
            throw new ServerDidNotStart(
                    ("%s cannot write to its data folder %s (%s). "
                                    + "Give it a folder of yours, or make room on the disk.")
                            .formatted(server, absolute, e),
                    e);
        }
    }
}
