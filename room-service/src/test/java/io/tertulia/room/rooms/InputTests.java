package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputTests extends RoomServiceTest {

    private static final String ROOMS = "/api/v1/chat/rooms/";

    @Test
    void refusesNamesThatAreMissingOrTooLong() {
        Client ana = someone("ana");
        ana.post(ROOMS, Map.of()).refuses("name", "required");
        ana.post(ROOMS, Map.of("name", " \n\u0000 ")).refuses("name", "required");
        ana.post(ROOMS, Map.of("name", "x".repeat(256))).refuses("name", "255");
        ana.post(ROOMS, Map.of("name", "🎉".repeat(255))).hasStatus(201);
    }

    @Test
    void tellsOfAllThatIsWrongAtOnce() {
        var answer =
                someone("ana")
                        .post(
                                ROOMS,
                                Map.of(
                                        "description", "x".repeat(2_001),
                                        "room_type", "channel",
                                        "visibility", "secret"));
        answer.refuses("name", "required");
        answer.refuses("description", "2000");
        answer.refuses("room_type", "direct, group");
        answer.refuses("visibility", "public, private");
    }

    @Test
    void pointsToDirectChatForADirectRoom() {
        someone("ana")
                .post(ROOMS, Map.of("name", "x", "room_type", "direct"))
                .refuses("room_type", "direct_chat");
    }

    @Test
    void namesThePeopleWhomNobodyKnows() {
        Client ana = someone("ana");
        UUID unknown = UUID.randomUUID();
        var answer =
                ana.post(
                        ROOMS,
                        Map.of(
                                "name", "x",
                                "participant_ids", List.of(ana.id(), unknown),
                                "participants", List.of("nobody-at-all")));
        answer.refuses("participant_ids", unknown.toString());
        answer.refuses("participants", "nobody-at-all");
        assertThat(ana.roomIds()).isEmpty();
    }

    @Test
    void refusesAUsernameThatTwoPeopleHave() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        var twin = new User(UUID.randomUUID(), ben.user().username(), "", "");
        Client.of(port(), twin).get("/api/v1/chat/users/me").hasStatus(200);

        ana.post(ROOMS, Map.of("name", "x", "participants", List.of(ben.user().username())))
                .refuses("participants", "Several");
    }

    @Test
    void takesAUsernameInAnyCase() {
        Client ana = someone("ana");
        Client ben = someone("Ben");
        String shouted = ben.user().username().toUpperCase(Locale.ROOT);

        var room = ana.post(ROOMS, Map.of("name", "x", "participants", List.of(shouted)));
        assertThat(room.hasStatus(201).usernames("participants")).contains(ben.user().username());
        var chat = ana.post(ROOMS + "direct_chat", Map.of("username", shouted)).hasStatus(200);
        assertThat(chat.id()).isEqualTo(ben.direct(ana).id());
        ana.post(
                        ROOMS + "direct_chat",
                        Map.of("username", ana.user().username().toUpperCase(Locale.ROOT)))
                .refuses("username", "oneself");
    }

    @Test
    void takesTheNameAsItIsWrittenWhereCaseAloneTellsTwoPeopleApart() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        String shouted = ben.user().username().toUpperCase(Locale.ROOT);
        var twin = new User(UUID.randomUUID(), shouted, "", "");
        Client.of(port(), twin).get("/api/v1/chat/users/me").hasStatus(200);

        var room = ana.post(ROOMS, Map.of("name", "x", "participants", List.of(shouted)));
        assertThat(room.hasStatus(201).usernames("participants")).contains(shouted);
        String mixed = "B" + ben.user().username().substring(1);
        ana.post(ROOMS, Map.of("name", "x", "participants", List.of(mixed)))
                .refuses("participants", "Several");
    }

    @Test
    void tellsHowManyPeopleARequestMayName() {
        var tooMany = Stream.generate(UUID::randomUUID).limit(10_001).toList();
        Client ana = someone("ana");
        ana.post(ROOMS, Map.of("name", "x", "participant_ids", tooMany))
                .refuses("participant_ids", "at most 10000");
        UUID room = ana.group("x");
        ana.post(ROOMS + room + "/participants/", Map.of("user_ids", tooMany))
                .refuses("user_ids", "at most 10000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "participant_ids | {'name':'x','participant_ids':['no-uuid']}",
                "participant_ids | {'name':'x','participant_ids':'abc'}",
                "participant_ids | {'name':'x','participant_ids':[null]}",
                "participants    | {'name':'x','participants':{}}",
                "name            | {'name':{'a':1}}",
                "name            | {'name':['a']}",
            })
    void refusesWrongTypes(String field, String body) {
        someone("ana").send("POST", ROOMS, body.replace('\'', '"')).refuses(field, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[", "[]", "\"text\"", "{\"name\": \"x\""})
    void refusesBodiesThatAreNoObject(String body) {
        var answer = someone("ana").send("POST", ROOMS, body);
        assertThat(answer.response().statusCode()).isEqualTo(400);
        assertThat(answer.text("code")).isIn("malformed", "invalid");
    }

    @Test
    void refusesMoreParticipantsThanARoomHolds() {
        Client ana = someone("ana");
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(10_001).toList();
        ana.post(ROOMS, Map.of("name", "x", "participant_ids", many))
                .refuses("participant_ids", "10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=x", "page_size=101", "page_size=-1"})
    void refusesPagesThatCannotBe(String query) {
        someone("ana").get(ROOMS + "?" + query).isProblem(400, "invalid");
    }

    @Test
    void answersWrongMethodsAndTypesWithProblems() {
        Client ana = someone("ana");
        ana.delete(ROOMS).isProblem(405, "method_not_allowed");
        ana.get("/api/v1/chat/nothing/").isProblem(404, "not_found");
    }

    @Test
    void letsNobodyInWithoutAGoodToken() {
        Client ana = Client.of(port(), People.someone("ana"));
        ana.withToken(TestIssuer.shared().tokenExpired(ana.user()))
                .get(ROOMS)
                .isProblem(401, "unauthorized");
        ana.withToken(TestIssuer.stranger().token(ana.user()))
                .get(ROOMS)
                .isProblem(401, "unauthorized");
        ana.withToken("nonsense").get(ROOMS).isProblem(401, "unauthorized");
    }

    @Test
    void isReadyWhenMongoAndKafkaAnswer() {
        Client anybody = Client.of(port(), People.someone("anybody"));
        assertThat(anybody.get("/actuator/health/readiness").hasStatus(200).text("status"))
                .isEqualTo("UP");
        anybody.get("/actuator/health/liveness").hasStatus(200);
    }
}
