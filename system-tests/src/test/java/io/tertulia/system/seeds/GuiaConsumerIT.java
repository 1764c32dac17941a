package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.MALLORY;
import static io.tertulia.system.seeds.Residents.TERTULIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.system.ChatSocket;
import io.tertulia.system.Person;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the seed's consumer, middleware and routing do. */
@DisplayName("Guía: Código del Consumer, Middleware de Autenticación, Routing")
class GuiaConsumerIT {

    private static final String START = "{\"type\": \"typing_start\"}";
    private static final String STOP = "{\"type\": \"typing_stop\"}";

    private final String room = ANA.createRoom("Guía", BRUNO);

    @Test
    @DisplayName("if not self.user.is_authenticated: await self.close()")
    void whoIsNotAuthenticatedDoesNotComeIn() {
        var bare = TERTULIA.socketUri("/ws/chat/" + room + "/");

        assertThat(ChatSocket.refusalOf(() -> ChatSocket.connect(bare, Map.of()))).isEqualTo(401);
    }

    @Test
    @DisplayName("if not is_member: await self.close()")
    void whoIsNoMemberDoesNotComeIn() {
        assertThat(ChatSocket.refusalOf(() -> MALLORY.openSignals(room))).isEqualTo(403);
    }

    @Test
    @DisplayName("except ChatRoom.DoesNotExist: return False")
    void aRoomThatDoesNotExistLetsNobodyIn() {
        String unknown = UUID.randomUUID().toString();

        assertThat(ChatSocket.refusalOf(() -> ANA.openSignals(unknown))).isEqualTo(404);
    }

    @Test
    @DisplayName("await self.accept()")
    void aMemberComesIn() {
        try (var socket = ANA.openSignals(room)) {
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("disconnect: Salir del grupo del chat")
    void whoHasLeftTheSocketHearsNoMore() {
        ChatSocket gone = BRUNO.openSignals(room);
        try (var hers = ANA.openSignals(room)) {
            gone.close();
            String id = ANA.say(room, "¿sigues ahí?").get("id").asString();
            hers.await("new_message", frame -> frame.at("/message/id").asString().equals(id));
        }
        assertThat(gone.frames("new_message")).isEmpty();
    }

    @Test
    @DisplayName("'username': self.user.display_name or self.user.username")
    void typingCarriesTheNameToShow() {
        try (var hers = ANA.openSignals(room);
                var his = BRUNO.openSignals(room)) {
            hers.send(START);

            JsonNode frame = his.await("typing_start");
            // The people of these tests have their username as first name.
            assertThat(frame.get("username").asString()).isEqualTo(ANA.username());
            assertThat(frame.get("user_id").isString()).isTrue();
        }
    }

    @Test
    @DisplayName("'type': f'typing_{event[\"action\"]}'")
    void typingStartsAndStops() {
        try (var hers = ANA.openSignals(room);
                var his = BRUNO.openSignals(room)) {
            hers.send(START);
            his.await("typing_start");
            hers.send(STOP);
            assertThat(his.await("typing_stop").get("user_id").asString()).isEqualTo(ANA.id());
        }
    }

    @Test
    @DisplayName("Broadcast del mensaje a todos en el grupo")
    void aNewMessageGoesToEverybodyInTheGroup() {
        try (var hers = ANA.openSignals(room);
                var his = BRUNO.openSignals(room)) {
            hers.send("{\"type\": \"new_message\", \"message\": {\"content\": \"a todos\"}}");

            JsonNode seen = his.await("new_message");
            assertThat(hers.await("new_message")).isEqualTo(seen);
            assertThat(seen.at("/message/content").asString()).isEqualTo("a todos");
        }
    }

    @Test
    @DisplayName("token = query_params.get('token', [None])[0]")
    void theTokenComesInTheQuery() {
        var address = TERTULIA.socketUri("/ws/chat/" + room + "/?token=" + ANA.token());
        try (var socket = ChatSocket.connect(address, Map.of())) {
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=", "?token=YOUR_TOKEN", "?token=a.b.c", "?otro=1"})
    @DisplayName("except Exception: return AnonymousUser()")
    void aBadTokenIsNobodys(String query) {
        var address = TERTULIA.socketUri("/ws/chat/" + room + "/" + query);

        assertThat(ChatSocket.refusalOf(() -> ChatSocket.connect(address, Map.of())))
                .isEqualTo(401);
    }

    @Test
    @DisplayName("re_path(r'ws/chat/(?P<chat_id>[^/]+)/$')")
    void anyChatIdIsAskedForAndOnlyRoomsAreFound() {
        for (String chatId : new String[] {"123", "CHAT_ID", "sala%20uno"}) {
            assertThat(ChatSocket.refusalOf(() -> ANA.openSignals(chatId)))
                    .as(chatId)
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("Comprueba que el usuario sea miembro del chat")
    void membershipIsAskedEachTime() {
        Person guest = Person.register(TERTULIA, "miembro");
        guest.post("/api/v1/chat/rooms/" + room + "/join/").expect(200);
        guest.openSignals(room).close();

        guest.post("/api/v1/chat/rooms/" + room + "/leave/").expect(200);

        // Who may write is told to message-service by an event, a moment after the answer.
        await().untilAsserted(
                        () ->
                                assertThat(ChatSocket.refusalOf(() -> guest.openSignals(room)))
                                        .isEqualTo(403));
    }
}
