package io.tertulia.message.log;

import com.mongodb.client.MongoDatabase;

/** All collections of the room log. Safe for use by many threads. */
public record RoomLog(
        ChangesCollection changes,
        MessagesCollection messages,
        ReactionsCollection reactions,
        SendersCollection senders,
        HeadsCollection heads,
        PositionsCollection positions,
        UploadsCollection uploads) {

    /** Creates the indexes where they are missing. */
    public static RoomLog in(MongoDatabase database) {
        return new RoomLog(
                new ChangesCollection(database),
                new MessagesCollection(database),
                new ReactionsCollection(database),
                new SendersCollection(database),
                new HeadsCollection(database),
                new PositionsCollection(database),
                new UploadsCollection(database));
    }
}
