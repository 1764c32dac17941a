package io.tertulia.room.people;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.util.List;
import org.bson.Document;

/** The indexes of the directory, each with the query that needs it. */
final class PeopleIndexes {

    private PeopleIndexes() {}

    static void createOn(MongoDatabase database) {
        database.getCollection(PeopleStore.COLLECTION)
                .createIndexes(
                        List.of(
                                // Search by prefix: an anchored expression is a range of this one.
                                new IndexModel(new Document("state.terms", 1)),
                                // The first people by name, while nothing is typed yet; and people
                                // named by their username in a request. Not unique: two issuers'
                                // people, or a renamed one, may share a username.
                                new IndexModel(
                                        new Document("state.sort_key", 1).append("_id", 1))));
    }
}
