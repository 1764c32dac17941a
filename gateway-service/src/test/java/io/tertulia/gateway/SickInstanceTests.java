package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.gateway.FakeService.Behaviour;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** Realtime instances that accept connections and nothing more. */
class SickInstanceTests {

    private static final String ROOM = "/ws/chat/01890000-0000-7000-8000-00000000003f/";

    private final FakeService first = new FakeService("first");
    private final FakeService second = new FakeService("second");
    private final GatewayStack stack =
            new GatewayStack(
                    "CHAT_SOCKETS_URL=" + first.url() + "," + second.url(),
                    "chat.gateway.sockets.upgrade-timeout=200ms",
                    "chat.gateway.upstreams.avoid=1m");
    private final String token = TestIssuer.shared().token(People.someone("ana"));

    /** How an instance may be sick. */
    enum Sickness {
        REFUSES,
        SAYS_NOTHING,
        BREAKS_OFF;

        Behaviour behaviour() {
            return switch (this) {
                case REFUSES -> FakeSockets.refuse(503);
                case SAYS_NOTHING -> (_, _) -> Mono.never();
                case BREAKS_OFF ->
                        (request, _) -> {
                            request.withConnection(connection -> connection.dispose());
                            return Mono.never();
                        };
            };
        }
    }

    @AfterEach
    void close() {
        stack.close();
        first.close();
        second.close();
    }

    @ParameterizedTest
    @EnumSource
    void arePassedOverByUpgrades(Sickness sickness) {
        FakeService home = home();
        FakeService refuge = home == first ? second : first;
        home.behave(sickness.behaviour());
        refuge.behave(FakeSockets.echo());

        for (int i = 0; i < 3; i++) {
            open();
        }

        assertThat(refuge.count()).isEqualTo(3);
        assertThat(home.count()).as("asked once, then avoided").isEqualTo(1);
    }

    @Test
    void passTheLastRefusalOnWhenAllAreSick() {
        FakeService home = home();
        home.behave(FakeSockets.refuse(503, "Retry-After", "7"));
        (home == first ? second : first).behave(Sickness.BREAKS_OFF.behaviour());

        var answer = TestSocket.refused(stack, ROOM, "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(first.count()).isEqualTo(1);
        assertThat(second.count()).isEqualTo(1);
    }

    /** The instance that the room belongs to; both have seen nothing then. */
    private FakeService home() {
        first.behave(FakeSockets.echo());
        second.behave(FakeSockets.echo());
        open();
        FakeService home = first.count() > 0 ? first : second;
        first.reset();
        second.reset();
        return home;
    }

    private void open() {
        TestSocket.open(stack, ROOM, "Authorization", "Bearer " + token).closeNow();
    }
}
