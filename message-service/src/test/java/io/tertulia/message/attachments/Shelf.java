package io.tertulia.message.attachments;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.tertulia.message.attachments.images.PictureBounds;
import io.tertulia.message.log.RoomLog;
import io.tertulia.test.Servers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.springframework.util.unit.DataSize;

/**
 * A shelf of its own on the shared server, with a clock to turn, that notes what is asked of it.
 */
final class Shelf implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(5);
    static final Duration UNSENT_FOR = Duration.ofHours(24);
    static final Duration GRACE = Duration.ofHours(1);
    static final int BATCH = 3;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The commands on the chunks so far. */
    final List<BsonDocument> chunkCommands = new CopyOnWriteArrayList<>();

    final AttachmentProperties properties =
            new AttachmentProperties(
                    DataSize.ofMegabytes(25),
                    UNSENT_FOR,
                    new AttachmentProperties.Uploads(
                            16, 4, PATIENCE, 20, DataSize.ofMegabytes(100)),
                    200,
                    new PictureBounds(40_000_000, 16_000_000, 320, 2, Duration.ofSeconds(10)),
                    new AttachmentProperties.Sweep(Duration.ofMinutes(1), GRACE, BATCH));

    final TurnableClock clock = new TurnableClock();
    private final MongoClient client =
            MongoClients.create(
                    MongoClientSettings.builder()
                            .applyConnectionString(new ConnectionString(Servers.mongo()))
                            .retryWrites(false)
                            .addCommandListener(
                                    new CommandListener() {
                                        @Override
                                        public void commandStarted(CommandStartedEvent event) {
                                            note(event);
                                        }
                                    })
                            .build());
    final MongoDatabase database = client.getDatabase("shelf-" + UUID.randomUUID());
    final RoomLog log = RoomLog.in(database);
    final AttachmentBytes bytes = new AttachmentBytes(database);
    final UploadShelf shelf = new UploadShelf(log.uploads(), bytes, properties, clock);
    final UploadSweeper sweeper = new UploadSweeper(log, shelf, properties, clock);

    private void note(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        if (command.containsKey(event.getCommandName())
                && command.get(event.getCommandName()).isString()
                && command.getString(event.getCommandName())
                        .getValue()
                        .equals("attachments.chunks")) {
            chunkCommands.add(command.clone());
        }
    }

    /** The commands of a name on the chunks so far. */
    List<BsonDocument> chunkCommands(String name) {
        return chunkCommands.stream().filter(each -> each.containsKey(name)).toList();
    }

    /** Time that passes when it is told to. */
    static final class TurnableClock extends Clock {

        private volatile Instant now = START;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void close() {
        database.drop();
        client.close();
    }
}
