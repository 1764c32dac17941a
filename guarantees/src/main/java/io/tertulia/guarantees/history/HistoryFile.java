package io.tertulia.guarantees.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A history in a file, a JSON object on each line, so that a failed run can be looked at. */
public final class HistoryFile {

    private static final JsonMapper JSON = new JsonMapper();

    private HistoryFile() {}

    /** Writes a history, in place of what was there. */
    public static void write(Path file, List<History.Line> lines) throws IOException {
        try (var writer = Files.newBufferedWriter(file)) {
            for (History.Line line : lines) {
                writer.write(JSON.writeValueAsString(line));
                writer.newLine();
            }
        }
    }

    /**
     * Reads what was written.
     *
     * @throws IOException if it cannot be read, or is no history
     */
    public static List<History.Line> read(Path file) throws IOException {
        var lines = new ArrayList<History.Line>();
        try (var reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                lines.add(JSON.readValue(text, History.Line.class));
            }
        } catch (JacksonException e) {
            throw new IOException(file + " is no history: " + e.getMessage(), e);
        }
        return lines;
    }
}
