package io.tertulia.room.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.tertulia.events.User;
import io.tertulia.test.Servers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeopleStoreTests {

    private static final Instant EARLY = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATE = EARLY.plusSeconds(60);

    private final PeopleStore people =
            new PeopleStore(
                    MongoClients.create(Servers.mongo()).getDatabase("test-" + UUID.randomUUID()));
    private final UUID asker = UUID.randomUUID();

    private User enter(String username, String first, String last) {
        var user = new User(UUID.randomUUID(), username, first, last);
        people.enter(user, EARLY);
        return user;
    }

    @Test
    void keepsTheNameOfTheLatestToken() {
        UUID id = UUID.randomUUID();
        User old = new User(id, "mgarcia", "María", "García");
        User renamed = new User(id, "mlopez", "María", "López");

        people.enter(old, EARLY);
        people.enter(renamed, LATE);
        people.enter(old, EARLY);

        assertThat(people.byIds(List.of(id))).containsEntry(id, renamed);
        assertThat(people.byUsernames(List.of("mgarcia"))).isEmpty();
        assertThat(people.search("garcia", asker, 10)).isEmpty();
        assertThat(people.search("lopez", asker, 10)).containsExactly(id);
    }

    @Test
    void findsByPrefixOfUsernameAndNameInTheOrderOfUsernames() {
        User zoe = enter("zoe", "Zoé", "Márquez");
        User mar = enter("mar", "Mar", "Ruiz");
        User ana = enter("ana", "Ana María", "Soto");
        enter("leo", "Leo", "Amar");

        assertThat(people.search("MÁR", asker, 10)).containsExactly(ana.id(), mar.id(), zoe.id());
        assertThat(people.search("mar", asker, 2)).containsExactly(ana.id(), mar.id());
        assertThat(people.search("mar", ana.id(), 10)).containsExactly(mar.id(), zoe.id());
        assertThat(people.search("", ana.id(), 10)).hasSize(3);
    }

    @Test
    void findsUsernamesInAnyCaseAndEncodingButNotWithoutAccents() {
        User jose = enter("José.Ruiz", "José", "Ruiz");
        enter("jose.ruiz", "Other", "Person");
        User strass = enter("straße", "", "");
        User twin = enter("JOSÉ.RUIZ", "Twin", "");

        String decomposed = "JOSE\u0301.ruiz";
        assertThat(people.byUsernames(List.of(decomposed, "STRASSE", "nobody")).values())
                .flatExtracting(List::copyOf)
                .containsExactlyInAnyOrder(jose, twin, strass);
    }

    @Test
    void findsManyByTheirNames() {
        List<String> names = IntStream.range(0, 450).mapToObj(i -> "Vecino" + i).toList();
        names.forEach(name -> enter(name, "", ""));
        List<String> asked = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        assertThat(people.byUsernames(asked)).hasSize(450).allSatisfy((_, all) -> all.getFirst());
    }

    @Test
    void findsManyByTheirIds() {
        List<UUID> ids = PeopleFixtures.enter(people, 1_100);
        assertThat(people.byIds(ids).keySet()).containsExactlyInAnyOrderElementsOf(ids);
    }
}
