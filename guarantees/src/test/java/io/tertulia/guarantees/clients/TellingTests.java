package io.tertulia.guarantees.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Digest;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TellingTests {

    private static final UUID ID = UUID.fromString("0191f0a0-0000-7000-8000-000000000012");
    private static final String PAGE =
            """
            {"changes": [{"seq": 9, "type": "message_edited", "message":
            {"id": "%s", "seq": 9, "number": 4, "content": "Hola",
            "created_at": "2026-01-02T10:00:00.123Z"}},
            {"seq": 10, "type": "sung", "message": {"id": "%s", "content": "",
            "created_at": "2026-01-02T10:00:00.123Z"}}], "last_seq": 10, "has_more": false}
            """
                    .formatted(ID, ID);

    @Test
    void readsWhatAPageTells() {
        JsonNode page = Api.JSON.readTree(PAGE);

        List<Change> changes = CatchUp.changes(page);

        assertThat(changes)
                .containsExactly(
                        new Change(
                                9,
                                Change.Type.MESSAGE_EDITED,
                                ID,
                                Digest.of("Hola"),
                                1_767_348_000_123L),
                        new Change(10, Change.Type.OTHER, ID, 0, 1_767_348_000_123L));
    }

    @Test
    void asksInTheFramesOfTheContract() {
        var edit = new Deed(UUID.randomUUID(), UUID.randomUUID(), ID, Deed.Kind.EDIT, "ana", 1);

        assertThat(new Request(edit, "new", false).frame())
                .containsEntry("action", "edit_message")
                .containsEntry("message_id", ID.toString())
                .containsEntry("content", "new")
                .containsEntry("client_id", edit.id().toString());
        assertThat(new Request(Deed.send(ID, ID, "ana", 1), "text", false).frame())
                .containsEntry("action", "send_message")
                .containsEntry("id", ID.toString());
    }

    @Test
    void theSameSeedHasTheSameIdeas() {
        List<Request> some = ideas(7);

        assertThat(ideas(7)).isEqualTo(some);
        assertThat(ideas(8)).isNotEqualTo(some);
        assertThat(some.stream().map(request -> request.deed().kind()))
                .contains(Deed.Kind.values());
        assertThat(some.stream().map(request -> request.deed().id())).doesNotHaveDuplicates();
    }

    private static List<Request> ideas(long seed) {
        var ideas = new Ideas("ana", ID, new Random(seed));
        return Stream.generate(
                        () -> {
                            Request next = ideas.next();
                            if (next.deed().kind() == Deed.Kind.SEND) {
                                ideas.stored(next.deed().message());
                            }
                            return next;
                        })
                .limit(500)
                .toList();
    }
}
