package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tertulia.events.Envelope;
import io.tertulia.events.Topics;
import io.tertulia.room.people.PeopleFixtures;
import io.tertulia.room.people.PeopleStore;
import io.tertulia.test.KafkaTap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/** A room that is far larger than what its document holds. */
@Timeout(120)
class LargeRoomTests extends RoomServiceTest {

    private static final String ROOMS = "/api/v1/chat/rooms/";
    private static final int PARTICIPANTS = 2_000;
    private static final int LARGEST_EVENT = 2_000;
    private static final int LARGEST_DOCUMENT = 60_000;

    @Autowired private PeopleStore people;
    @Autowired private MongoDatabase database;

    @Test
    void isCreatedPagedThroughLeftAndJoinedWithoutAnythingThatGrowsWithIt() {
        Client ana = someone("ana");
        Client eva = someone("eva");
        List<UUID> crowd = PeopleFixtures.enter(people, PARTICIPANTS - 1);
        try (var tap = KafkaTap.on(Topics.ROOM_EVENTS)) {
            var body = Map.of("name", "Estadio", "participant_ids", crowd);
            UUID room = ana.post(ROOMS, body).hasStatus(201).id();
            assertThat(lastPage(ana, room, 20)).hasSize(100).endsWith(crowd.getLast().toString());

            eva.join(room).hasStatus(200);
            assertThat(lastPage(ana, room, 21)).containsExactly(eva.id().toString());
            // One of those whom the room's document holds, so that another moves up.
            ana.delete(participants(room) + crowd.getFirst() + "/").hasStatus(204);
            assertThat(lastPage(ana, room, 20)).hasSize(100).endsWith(eva.id().toString());
            ana.leave(room).hasStatus(200);
            assertThat(role(eva, room, crowd.get(1))).isEqualTo("owner");

            // Created, joined one by one, Eva, one removed, the owner's change and departure.
            int last = 1 + PARTICIPANTS + 4;
            tap.await(event -> event.key().equals(room) && event.sequence() == last);
            assertThat(tap.seen().stream().filter(event -> event.key().equals(room)))
                    .extracting(Envelope::sequence)
                    .startsWith(1L)
                    .doesNotHaveDuplicates()
                    .hasSize(last);
            assertThat(tap.records())
                    .allSatisfy(
                            record -> assertThat(record.value()).hasSizeLessThan(LARGEST_EVENT));
            await().untilAsserted(() -> assertThat(sizeOf(room)).isBetween(1, LARGEST_DOCUMENT));
        }
    }

    private static String participants(UUID room) {
        return ROOMS + room + "/participants/";
    }

    private static String role(Client client, UUID room, UUID user) {
        return client.get(participants(room)).hasStatus(200).results().stream()
                .filter(participant -> participant.get("id").asString().equals(user.toString()))
                .findFirst()
                .orElseThrow()
                .get("role")
                .asString();
    }

    private static List<String> lastPage(Client client, UUID room, int page) {
        var answer = client.get(participants(room) + "?page_size=100&page=" + page);
        assertThat(answer.hasStatus(200).get("next").isNull()).isTrue();
        return answer.results().stream()
                .map(participant -> participant.get("id").asString())
                .toList();
    }

    private int sizeOf(UUID room) {
        MongoCollection<RawBsonDocument> rooms =
                database.getCollection("rooms", RawBsonDocument.class);
        RawBsonDocument found = rooms.find(new Document("_id", room.toString())).first();
        return found == null ? 0 : found.getByteBuffer().remaining();
    }
}
