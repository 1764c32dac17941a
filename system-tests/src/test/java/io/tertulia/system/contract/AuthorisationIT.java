package io.tertulia.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.Forger;
import io.tertulia.system.Person;
import io.tertulia.system.SharedTertulia;
import io.tertulia.system.TertuliaProcess;
import io.tertulia.system.contract.Calls.Subject;
import io.tertulia.system.contract.RestDocument.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: every operation of the document, for everybody who might try. */
class AuthorisationIT {

    private static final RestDocument DOCUMENT = RestDocument.get();
    private static final AnswerCheck CHECK = new AnswerCheck(DOCUMENT);
    private static final TertuliaProcess TERTULIA = SharedTertulia.get();
    private static final Calls CALLS = new Calls(TERTULIA);

    private static final Person OWNER = Person.register(TERTULIA, "owner");
    private static final Person MEMBER = Person.register(TERTULIA, "member");
    private static final Person FORMER = Person.register(TERTULIA, "former");
    private static final Person STRANGER = Person.register(TERTULIA, "stranger");
    private static final Forger FORGER = Forger.with(TERTULIA, STRANGER);

    private static final String NOBODYS = "6f1c2d0a-0000-4000-8000-000000000000";

    /** Past what clocks may differ by. */
    private static final Duration LONG_AGO = Duration.ofMinutes(5);

    /**
     * About a room of OWNER's or what is in it: a message of OWNER's, an upload of OWNER's, MEMBER
     * as the participant that a change is about. The columns are who asks, and about what kind of
     * room.
     */
    private static final String ABOUT_A_ROOM =
            """
            operation          | stranger: public private direct | former: public private | member
            getRoom            | 200 404 404 | 200 404 | 200
            editRoom           | 403 404 404 | 403 404 | 403
            closeRoom          | 403 404 404 | 403 404 | 403
            joinRoom           | 200 403 403 | 200 403 | 200
            leaveRoom          | 200 404 404 | 200 404 | 200
            listParticipants   | 200 404 404 | 200 404 | 200
            addParticipants    | 403 404 404 | 403 404 | 403
            changeRole         | 403 404 404 | 403 404 | 403
            removeParticipant  | 403 404 404 | 403 404 | 204
            listRoomMessages   | 403 404 404 | 403 404 | 200
            listChanges        | 403 404 404 | 403 404 | 200
            markAllRead        | 403 404 404 | 403 404 | 200
            listMessages       | 403 404 404 | 403 404 | 200
            sendMessage        | 403 403 404 | 403 403 | 201
            searchMessages     | 403 404 404 | 403 404 | 200
            getMessage         | 404 404 404 | 404 404 | 200
            editMessage        | 404 404 404 | 404 404 | 403
            patchMessage       | 404 404 404 | 404 404 | 403
            deleteMessage      | 404 404 404 | 404 404 | 403
            listReads          | 404 404 404 | 404 404 | 200
            addReaction        | 404 404 404 | 404 404 | 200
            removeReaction     | 404 404 404 | 404 404 | 204
            upload             | 403 403 404 | 403 403 | 201
            download           | 404 404 404 | 404 404 | 200
            thumbnail          | 404 404 404 | 404 404 | 200
            discardUpload      | 404 404 404 | 404 404 | 404
            """;

    /** About the caller, or about what the caller makes: whoever has a token. */
    private static final Map<String, Integer> ABOUT_ONESELF =
            Map.ofEntries(
                    Map.entry("listUsers", 200),
                    Map.entry("me", 200),
                    Map.entry("listRooms", 200),
                    Map.entry("createRoom", 201),
                    Map.entry("directChat", 200),
                    Map.entry("markRead", 200),
                    Map.entry("listMyReactions", 200),
                    Map.entry("listOnlineStatus", 200),
                    Map.entry("myStatus", 200),
                    Map.entry("listOnlineStatusAlias", 200),
                    Map.entry("myStatusAlias", 200));

    /** For those who have no token yet: the answer to a request that is well-formed but empty. */
    private static final Map<String, Integer> OPEN =
            Map.of(
                    "register", 400,
                    "login", 400,
                    "refresh", 400,
                    "logout", 204,
                    "jwks", 200,
                    "openIdConfiguration", 200);

    record Row(Operation operation, List<Integer> statuses) {
        @Override
        public String toString() {
            return operation.toString();
        }
    }

    static Stream<Row> rows() {
        return ABOUT_A_ROOM.lines().skip(1).map(AuthorisationIT::row);
    }

    static Stream<Operation> personal() {
        return DOCUMENT.operations().stream().filter(Operation::isPersonal);
    }

    static Stream<Operation> aboutOneself() {
        return ABOUT_ONESELF.keySet().stream().map(DOCUMENT::operation);
    }

    static Stream<Operation> open() {
        return OPEN.keySet().stream().map(DOCUMENT::operation);
    }

    @Test
    void noOperationIsMissing() {
        assertThat(Stream.of(rows().map(Row::operation), aboutOneself(), open()).flatMap(it -> it))
                .extracting(Operation::id)
                .containsExactlyInAnyOrderElementsOf(
                        DOCUMENT.operations().stream().map(Operation::id).toList());
        assertThat(open()).noneMatch(Operation::isPersonal);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everybodyMayDoWhatTheTableSays(Row row) {
        var expected = new LinkedHashMap<String, Integer>();
        var seen = new LinkedHashMap<String, Integer>();
        List<Case> cases = cases(row.operation());
        for (int i = 0; i < cases.size(); i++) {
            Case each = cases.get(i);
            expected.put(each.name(), row.statuses().get(i));
            seen.put(each.name(), status(row.operation(), each));
        }
        assertThat(seen).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("aboutOneself")
    void everybodyMayAskAboutThemselves(Operation operation) {
        var subject = new Subject("", NOBODYS, "", "", OWNER.id());

        var answer = CALLS.call(operation, subject, STRANGER.token());

        assertThat(answer.status()).isEqualTo(ABOUT_ONESELF.get(operation.id()));
        assertThat(CHECK.objections(operation, Calls.seen(answer))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("personal")
    void withoutAGoodTokenNobodyMayDoAnything(Operation operation) {
        var subject = new Subject(NOBODYS, NOBODYS, NOBODYS, NOBODYS, NOBODYS);

        for (var token : badTokens().entrySet()) {
            var answer = CALLS.call(operation, subject, token.getValue());

            assertThat(answer.status()).as(token.getKey()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("unauthorized");
            assertThat(answer.raw().headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(CHECK.objections(operation, Calls.seen(answer))).isEmpty();
        }
        assertThat(CALLS.call(operation, subject, null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("open")
    void aBadTokenKeepsNobodyFromWhatIsOpen(Operation operation) {
        var subject = new Subject("", "", "", "", "");

        for (String token : new String[] {"garbage", badTokens().get("expired")}) {
            var answer = CALLS.call(operation, subject, token);

            assertThat(answer.status()).isEqualTo(OPEN.get(operation.id()));
            assertThat(CHECK.objections(operation, Calls.seen(answer))).isEmpty();
        }
    }

    private static Map<String, String> badTokens() {
        return Map.of(
                "expired", FORGER.endingAt(STRANGER, Instant.now().minus(LONG_AGO)),
                "of another issuer", FORGER.claiming(STRANGER, "iss", "https://evil.example"),
                "of nobody", FORGER.claiming(STRANGER, "sub", "not-a-uuid"),
                "unsigned", FORGER.unsigned(STRANGER),
                "signed by another", FORGER.signedByAnother(STRANGER),
                "signed with the public key", FORGER.signedWithThePublicKey(STRANGER),
                "garbage", "garbage",
                "empty", "");
    }

    /** Somebody who asks about a room of a kind, which is made for this one request. */
    private record Case(String name, Person caller, Subject subject) {}

    private static List<Case> cases(Operation operation) {
        return List.of(
                new Case("stranger, public", STRANGER, group("public", operation)),
                new Case("stranger, private", STRANGER, group("private", operation)),
                new Case("stranger, direct", STRANGER, direct(operation)),
                new Case("former, public", FORMER, group("public", operation)),
                new Case("former, private", FORMER, group("private", operation)),
                new Case("member", MEMBER, group("public", operation)));
    }

    private static int status(Operation operation, Case each) {
        var answer = CALLS.call(operation, each.subject(), each.caller().token());
        assertThat(CHECK.objections(operation, Calls.seen(answer))).as(each.name()).isEmpty();
        return answer.status();
    }

    /** A room of OWNER's that MEMBER takes part in and FORMER did. */
    private static Subject group(String visibility, Operation operation) {
        String room =
                visibility.equals("public")
                        ? OWNER.createRoom("Sala", MEMBER, FORMER)
                        : OWNER.createPrivateRoom("Sala", MEMBER, FORMER);
        OWNER.delete("/api/v1/chat/rooms/" + room + "/participants/" + FORMER.id() + "/")
                .expect(204);
        return subject(room, operation);
    }

    private static Subject direct(Operation operation) {
        return subject(OWNER.directChat(MEMBER), operation);
    }

    private static Subject subject(String room, Operation operation) {
        boolean aboutAFile =
                List.of("download", "thumbnail", "discardUpload").contains(operation.id());
        String attachment =
                aboutAFile
                        ? OWNER.upload(room, "p.gif", "image/gif", Calls.picture())
                                .expect(201)
                                .body()
                                .get("id")
                                .asString()
                        : room;
        String message = OWNER.say(room, "de la dueña").get("id").asString();
        if (aboutAFile) {
            OWNER.post(
                            "/api/v1/chat/messages/",
                            Map.of("room", room, "content", "", "attachment_id", attachment))
                    .expect(201);
        }
        return new Subject(room, message, attachment, MEMBER.id(), STRANGER.id());
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", -1);
        return new Row(
                DOCUMENT.operation(cells[0].strip()),
                Stream.of(cells)
                        .skip(1)
                        .flatMap(cell -> Stream.of(cell.strip().split(" ", -1)))
                        .map(Integer::valueOf)
                        .toList());
    }
}
