package io.tertulia.guarantees.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.guarantees.history.Deed;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxTests {

    private final Outbox outbox = new Outbox();

    @Test
    void whatFailedIsAskedForAgain() {
        Request request = request();
        outbox.sent(request, 1);

        assertThat(outbox.failed(request.deed().id())).isTrue();

        assertThat(outbox.waiting()).isZero();
        assertThat(outbox.isEmpty()).isFalse();
        assertThat(outbox.takeAgain()).isEqualTo(request);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void anAnswerThatComesLateStillCounts() {
        Request request = request();
        outbox.sent(request, 7);
        outbox.failed(request.deed().id());

        Outbox.Answered answered = outbox.answered(request.deed().id());

        assertThat(answered).isEqualTo(new Outbox.Answered(request, 7));
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.answered(request.deed().id())).isNull();
    }

    @Test
    void itIsKnownSinceWhenSomethingIsTriedHoweverOften() {
        Request request = request();
        outbox.sent(request, 7);
        outbox.failed(request.deed().id());
        outbox.takeAgain();
        outbox.sent(request, 9);

        assertThat(outbox.answered(request.deed().id())).isEqualTo(new Outbox.Answered(request, 7));
    }

    @Test
    void onlyWhatWaitsTooLongIsGivenUp() {
        Request old = request();
        Request young = request();
        outbox.sent(old, 1);
        outbox.sent(young, 5);

        assertThat(outbox.failOlderThan(5)).containsExactly(old.deed().id());
        assertThat(outbox.waiting()).isEqualTo(1);
    }

    @Test
    void everythingThatWasAnsweredCanBeAskedForOnceMore() {
        Request request = request();
        outbox.sent(request, 1);
        outbox.answered(request.deed().id());

        outbox.repeatAll();

        assertThat(outbox.takeAgain()).isEqualTo(request.repeated());
        assertThat(outbox.takeAgain()).isNull();
    }

    private static Request request() {
        var deed = Deed.send(UUID.randomUUID(), UUID.randomUUID(), "ana", 1);
        return new Request(deed, "text", false);
    }
}
