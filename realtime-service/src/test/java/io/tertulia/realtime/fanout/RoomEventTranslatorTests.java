package io.tertulia.realtime.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Envelope;
import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.realtime.protocol.FrameStyle;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RoomEventTranslatorTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TOLD = 3;

    private final UUID id = UUID.randomUUID();
    private final User owner = People.someone("Ana");
    private final Interest interest = new Interest();
    private final RoomEventTranslator translator =
            new RoomEventTranslator(
                    interest,
                    new Binder(
                                    new MapConfigurationPropertySource(
                                            Map.of("joins-at-once", TOLD, "status-sockets", 2)))
                            .bindOrCreate("", FanoutProperties.class));
    private final PollBatch batch = new PollBatch();
    private long version;

    @Test
    void tellsEachOfAFewWhoCome() {
        var _ = interest.open(id);
        join(TOLD);

        assertThat(told()).extracting(RoomEventTranslatorTests::type).hasSize(TOLD);
        assertThat(told()).allMatch(frame -> type(frame).equals("participant_joined"));
    }

    @Test
    void tellsTheRoomOnceForManyWhoComeAtOnce() {
        var _ = interest.open(id);
        join(1_000);

        List<JsonNode> told = told();
        assertThat(told)
                .extracting(RoomEventTranslatorTests::type)
                .containsExactly(
                        "participant_joined",
                        "participant_joined",
                        "participant_joined",
                        "room_updated");
        assertThat(told.getLast().at("/data/participant_count").asInt()).isEqualTo(1_000);
    }

    @Test
    void tellsTheRoomAsItIsAtTheEndWhateverHappenedMeanwhile() {
        var _ = interest.open(id);
        join(TOLD + 1);
        translate(new RoomEvent.ParticipantLeft(room(TOLD), owner));
        join(1);
        translate(new RoomEvent.RoomUpdated(room(77)));

        List<JsonNode> told = told();
        assertThat(told.subList(TOLD, told.size()))
                .extracting(RoomEventTranslatorTests::type)
                .containsExactly("participant_left", "room_updated", "room_updated");
        assertThat(told.getLast().at("/data/participant_count").asInt()).isEqualTo(77);
    }

    @Test
    void tellsACrowdNotEvenTheFirst() {
        for (int socket = 0; socket < 3; socket++) {
            var _ = interest.open(id);
        }
        join(2);

        assertThat(told())
                .extracting(RoomEventTranslatorTests::type)
                .containsExactly("room_updated");
    }

    private void join(int people) {
        for (int i = 0; i < people; i++) {
            int count = (int) version + 1;
            translate(
                    new RoomEvent.ParticipantJoined(
                            room(count), People.someone("Guest"), Role.MEMBER));
        }
    }

    private void translate(RoomEvent event) {
        version++;
        translator.translate(
                new Envelope<>(UUID.randomUUID(), id, version, Instant.EPOCH, event), batch);
    }

    private List<JsonNode> told() {
        batch.shareAmong(1);
        return batch.room(id).frames().stream()
                .map(frame -> Objects.requireNonNull(frame.text(FrameStyle.ACTIONS)).toString())
                .map(JSON::readTree)
                .toList();
    }

    private static String type(JsonNode frame) {
        return frame.get("type").asString();
    }

    private Room room(int participants) {
        return new Room(
                id,
                "Estadio",
                "",
                RoomType.GROUP,
                Visibility.PUBLIC,
                participants,
                owner,
                true,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
