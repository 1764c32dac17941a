package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.test.People;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DirectoryTests extends RoomServiceTest {

    private static final String USERS = "/api/v1/chat/users/";

    @Test
    void tellsWhoOneIs() {
        Client ana = Client.of(port(), People.someone("Ana"));
        var me = ana.get(USERS + "me/").hasStatus(200);
        assertThat(me.id()).isEqualTo(ana.id());
        assertThat(me.text("username")).isEqualTo(ana.user().username());
        assertThat(me.text("first_name")).isEqualTo("Ana");
        assertThat(me.text("last_name")).isEqualTo("Tester");
    }

    @Test
    void knowsEverybodyWhoEverCalled() {
        Client ana = someone("ana");
        Client newcomer = Client.of(port(), People.someone("Ángel"));
        String typed = "?q=" + newcomer.user().username().substring(0, 9);
        // The name has an accent in the username too; it is found without.
        String bare = typed.replace("á", "a");
        assertThat(ana.get(USERS + bare).hasStatus(200).results()).isEmpty();

        newcomer.get("/api/v1/chat/rooms/").hasStatus(200);

        assertThat(ana.get(USERS + bare).hasStatus(200).results())
                .extracting(user -> user.get("id").asString())
                .containsExactly(newcomer.id().toString());
        ana.direct(newcomer).hasStatus(200);
    }

    @Test
    void pagesThroughPeopleWithoutTheCaller() {
        String family = "Fam" + UUID.randomUUID().toString().substring(0, 8);
        List<Client> relatives =
                List.of("a", "b", "c").stream()
                        .map(
                                name ->
                                        Client.of(
                                                port(),
                                                new User(
                                                        UUID.randomUUID(),
                                                        name + family,
                                                        name,
                                                        family)))
                        .toList();
        relatives.forEach(relative -> relative.get(USERS + "me").hasStatus(200));

        var page = relatives.getFirst().get(USERS + "?page_size=1&q=" + family).hasStatus(200);

        assertThat(page.get("count").asInt()).isEqualTo(2);
        assertThat(page.text("next")).contains("page=2").contains("q=" + family);
        assertThat(page.results())
                .extracting(user -> user.get("username").asString())
                .containsExactly("b" + family);
    }

    @Test
    void showsARenamedPersonToThoseWhoTakeThemIntoARoom() {
        Client ana = someone("ana");
        User before = People.someone("Ben");
        var after = new User(before.id(), before.username() + "x", "Benito", "");
        Client.of(port(), before).get(USERS + "me").hasStatus(200);
        Client.of(port(), after).get(USERS + "me").hasStatus(200);

        var room =
                ana.post(
                        "/api/v1/chat/rooms",
                        Map.of("name", "x", "participants", List.of(after.username())));

        assertThat(room.hasStatus(201).usernames("participants")).contains(after.username());
    }
}
