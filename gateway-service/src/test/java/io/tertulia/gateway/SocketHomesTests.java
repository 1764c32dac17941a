package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of two instances a socket goes to: so many people that they never agree by chance. */
class SocketHomesTests {

    private static final String ROOM = "/ws/chat/01890000-0000-7000-8000-00000000003f/";
    private static final int PEOPLE = 16;

    private final FakeService first = new FakeService("first");
    private final FakeService second = new FakeService("second");
    private final GatewayStack stack =
            new GatewayStack("CHAT_SOCKETS_URL=" + first.url() + "," + second.url());

    @BeforeEach
    void start() {
        first.behave(FakeSockets.echo());
        second.behave(FakeSockets.echo());
    }

    @AfterEach
    void stop() {
        stack.close();
        first.close();
        second.close();
    }

    @Test
    void sendsARoomsSocketsToOneInstanceAndElsewhereWhenItDies() {
        for (int person = 0; person < PEOPLE; person++) {
            open(person % 2 == 0 ? ROOM : ROOM.replace('f', 'F'), someone());
        }
        FakeService home = first.count() > 0 ? first : second;
        FakeService refuge = first.count() > 0 ? second : first;
        assertThat(home.count()).isEqualTo(PEOPLE);
        assertThat(refuge.count()).isZero();

        home.die();
        open(ROOM, someone());

        assertThat(refuge.count()).isEqualTo(1);
    }

    @Test
    void sendsAPersonsSocketsOfAllRoomsToOneInstanceAndPeopleToAll() {
        for (int person = 0; person < PEOPLE; person++) {
            String token = someone();
            int before = first.count();
            for (String path : List.of("/ws/chat/", "/ws/chat", "/ws/chat/?dialect=signals")) {
                open(path, token);
            }
            assertThat(first.count() - before).isIn(0, 3);
        }

        assertThat(first.count()).isPositive();
        assertThat(second.count()).isPositive();
    }

    private void open(String path, String token) {
        TestSocket.open(stack, path, "Authorization", "Bearer " + token).closeNow();
    }

    /** The token of a person who has never been here. */
    private static String someone() {
        return TestIssuer.shared().token(People.someone("ana"));
    }
}
