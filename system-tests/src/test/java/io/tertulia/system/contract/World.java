package io.tertulia.system.contract;

import io.tertulia.system.Person;
import io.tertulia.system.TertuliaProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * What there is to ask about: the caller's own and other people's. It is made anew now and then,
 * since what is asked wears it out: rooms are closed, people leave.
 */
final class World {

    private static final List<String> EMOJIS = List.of("👍", "❤️", "🎉", "👩‍👩‍👧", "1️⃣", "🇪🇸");

    private final Person caller;
    private final Person other;
    private final List<String> rooms = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final String room;
    private final String upload;

    World(Person caller, Person other) {
        this.caller = caller;
        this.other = other;
        room = caller.createRoom("fuzz", other);
        rooms.add(room);
        rooms.add(caller.createPrivateRoom("fuzz, private"));
        rooms.add(caller.directChat(other));
        for (String each : rooms) {
            messages.add(id(caller.say(each, "de la casa")));
        }
        messages.add(id(other.say(room, "de otra persona")));
        String deleted = id(caller.say(room, "se borra"));
        caller.delete("/api/v1/chat/messages/" + deleted + "/");
        messages.add(deleted);
        Person.Answer uploaded = caller.upload(room, "a.gif", "image/gif", Calls.picture());
        upload = uploaded.status() == 201 ? id(uploaded.body()) : room;
        makeForeign();
    }

    private void makeForeign() {
        String closed = caller.createRoom("fuzz, closed", other);
        foreign.add(id(caller.say(closed, "antes")));
        caller.delete("/api/v1/chat/rooms/" + closed + "/");
        String hidden = other.createPrivateRoom("fuzz, foreign");
        foreign.addAll(List.of(closed, hidden, id(other.say(hidden, "secreto"))));
    }

    Person caller() {
        return caller;
    }

    /** A room that the caller owns. */
    String room() {
        return room;
    }

    /** An id that fits the name of a field or parameter, of the caller's own world. */
    String own(String name, RandomGenerator random) {
        return switch (name) {
            case "message_id", "message_ids", "reply_to_id" -> any(messages, random);
            case "user_id", "user_ids", "participant_ids", "sender" ->
                    name.equals("sender") && random.nextBoolean() ? caller.id() : other.id();
            case "attachment_id" -> upload;
            case "id" -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> any(rooms, random);
        };
    }

    /** An id that exists, of a thing of another kind, or that the caller may not see. */
    String foreign(RandomGenerator random) {
        return random.nextInt(4) == 0 ? caller.id() : any(foreign, random);
    }

    String username() {
        return other.username();
    }

    String emoji(RandomGenerator random) {
        return any(EMOJIS, random);
    }

    Map<String, String> credentials() {
        return Map.of("username", caller.username(), "password", Person.PASSWORD);
    }

    static List<World> of(TertuliaProcess tertulia, int people) {
        var made = new ArrayList<World>();
        Person other = Person.register(tertulia, "other");
        for (int i = 0; i < people; i++) {
            made.add(new World(Person.register(tertulia, "fuzz"), other));
        }
        return made;
    }

    World renewed() {
        return new World(caller, other);
    }

    private static String any(List<String> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asString();
    }
}
