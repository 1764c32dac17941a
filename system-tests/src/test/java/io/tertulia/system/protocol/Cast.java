package io.tertulia.system.protocol;

import io.tertulia.system.Person;
import io.tertulia.system.SharedTertulia;
import io.tertulia.system.TertuliaProcess;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The people of all tests here; each test has rooms of its own. */
final class Cast {

    static final TertuliaProcess TERTULIA = SharedTertulia.get();
    static final Person ALICE = Person.register(TERTULIA, "alice");
    static final Person BOB = Person.register(TERTULIA, "bob");
    static final Person CAROL = Person.register(TERTULIA, "carol");

    /** Takes part in none of the others' rooms. */
    static final Person DAVE = Person.register(TERTULIA, "dave");

    static final String ROOMS = "/api/v1/chat/rooms/";
    static final String MESSAGES = "/api/v1/chat/messages/";

    private Cast() {}

    static String id(JsonNode thing) {
        return thing.get("id").asString();
    }

    static List<String> ids(JsonNode list) {
        return list.valueStream().map(Cast::id).toList();
    }

    static List<Long> seqs(JsonNode list) {
        return list.valueStream().map(each -> each.get("seq").asLong()).toList();
    }

    static JsonNode room(Person asking, String room) {
        return asking.get(ROOMS + room + "/").expect(200).body();
    }
}
