package io.tertulia.system.seeds;

import io.tertulia.system.Person;
import io.tertulia.system.SharedTertulia;
import io.tertulia.system.TertuliaProcess;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The people of all tests of the seeds; each test has rooms of its own. */
final class Residents {

    static final TertuliaProcess TERTULIA = SharedTertulia.get();
    static final Person ANA = Person.register(TERTULIA, "ana");
    static final Person BRUNO = Person.register(TERTULIA, "bruno");
    static final Person CARLA = Person.register(TERTULIA, "carla");

    /** Takes part in none of the others' rooms. */
    static final Person MALLORY = Person.register(TERTULIA, "mallory");

    private Residents() {}

    /** The ids of a page's results, or of the changes of a room. */
    static List<String> ids(JsonNode list) {
        return list.valueStream().map(each -> each.get("id").asString()).toList();
    }

    /** Fits a frame of the first dialect that somebody's change caused. */
    static Predicate<JsonNode> by(Person person) {
        return frame -> frame.at("/data/user_id").asString("").equals(person.id());
    }

    /** Fits a frame about a message. */
    static Predicate<JsonNode> about(String message) {
        return frame -> frame.at("/data/id").asString("").equals(message);
    }

    /** Uploads a file to a room; gives what was stored. */
    static JsonNode upload(Person person, String room, String name, String type, byte[] content) {
        return person.upload(room, name, type, content).expect(201).body();
    }
}
