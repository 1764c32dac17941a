package io.tertulia.realtime.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageType;
import io.tertulia.realtime.ManualClock;
import io.tertulia.test.People;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AwaitedRepliesTests {

    private final ManualClock clock = new ManualClock();
    private final AwaitedReplies awaited = replies(7);
    private final CompletableFuture<CommandReply> first = new CompletableFuture<>();
    private final CompletableFuture<CommandReply> second = new CompletableFuture<>();

    @Test
    void findsTheOneThatAReplyAnswersOnce() {
        byte[] correlation = awaited.correlation(open(first));

        assertThat(awaited.take(correlation)).isSameAs(first);
        assertThat(awaited.take(correlation)).isNull();
        assertThat(awaited.size()).isZero();
    }

    @Test
    void ignoresTheRepliesOfOtherInstancesAndNonsense() {
        long number = open(first);

        assertThat(awaited.take(replies(8).correlation(number))).isNull();
        assertThat(awaited.take(new byte[3])).isNull();
        assertThat(awaited.take((byte[]) null)).isNull();
        assertThat(awaited.size()).isEqualTo(1);
    }

    @Test
    void failsThoseWhoseTimeIsOverAndNoOthers() {
        open(first);
        clock.pass(Duration.ofSeconds(2));
        open(second);
        clock.pass(Duration.ofSeconds(1));
        awaited.sweep();

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isNotDone();
        assertThat(awaited.size()).isEqualTo(1);
    }

    @Test
    void waitsForNoMoreThanItMay() {
        open(first);
        open(second);

        assertThat(awaited.open(new CompletableFuture<>())).isNull();
        awaited.failAll();
        assertThat(first).isCompletedExceptionally();
        assertThat(awaited.size()).isZero();
    }

    @Test
    void findsTheOneThatTheEventOfItsCommandAnswersOnce() {
        MessageCommand command = send(UUID.randomUUID());
        long number = open(first);
        assertThat(awaited.letEventAnswer(number, command)).isTrue();

        assertThat(awaited.take(published(command))).isSameAs(first);
        assertThat(awaited.take(published(command))).isNull();
        assertThat(awaited.take(number)).isNull();
        assertThat(awaited.size()).isZero();
    }

    @Test
    void anEventAnswersNothingThatAReplyHasAnsweredOrThatIsNotKnownByItsCommand() {
        MessageCommand command = send(UUID.randomUUID());
        long number = open(first);
        assertThat(awaited.take(published(command))).isNull();
        awaited.letEventAnswer(number, command);

        assertThat(awaited.take(awaited.correlation(number))).isSameAs(first);
        assertThat(awaited.take(published(command))).isNull();
    }

    @Test
    void anotherCommandOfTheSameIdNeedsAReplyUntilTheFirstIsAnswered() {
        MessageCommand command = send(UUID.randomUUID());
        awaited.letEventAnswer(open(first), command);

        assertThat(awaited.letEventAnswer(open(second), command)).isFalse();

        assertThat(awaited.take(published(command))).isSameAs(first);
        assertThat(awaited.take(published(command))).isNull();
        assertThat(awaited.letEventAnswer(open(new CompletableFuture<>()), command)).isTrue();
    }

    @Test
    void theMessageOfSomebodyElseOrOfAnotherRoomAnswersNothingThoughItHasTheId() {
        MessageCommand mine = send(UUID.randomUUID());
        awaited.letEventAnswer(open(first), mine);
        UUID id = mine.id();
        UUID me = mine.by().id();

        assertThat(awaited.take(new Published(id, mine.room(), id, UUID.randomUUID(), 1))).isNull();
        assertThat(awaited.take(new Published(id, UUID.randomUUID(), id, me, 1))).isNull();
        assertThat(awaited.take(published(mine))).isSameAs(first);
    }

    @Test
    void whatWasNotAnsweredInTimeMayBeAskedForAgain() {
        MessageCommand command = send(UUID.randomUUID());
        awaited.letEventAnswer(open(first), command);
        clock.pass(Duration.ofSeconds(3));
        awaited.sweep();

        assertThat(first).isCompletedExceptionally();
        assertThat(awaited.letEventAnswer(open(second), command)).isTrue();
        assertThat(awaited.take(published(command))).isSameAs(second);
    }

    @Test
    void whatWasGivenUpBeforeItWasSentKeepsNoOtherOfItsIdFromAnEvent() {
        MessageCommand command = send(UUID.randomUUID());
        long number = open(first);
        awaited.fail(number, "too late");

        assertThat(awaited.letEventAnswer(number, command)).isFalse();
        assertThat(awaited.letEventAnswer(open(second), command)).isTrue();
    }

    private static MessageCommand send(UUID id) {
        return new MessageCommand.SendMessage(
                id,
                UUID.randomUUID(),
                People.someone("ana"),
                "hello",
                MessageType.TEXT,
                null,
                null);
    }

    private static Published published(MessageCommand command) {
        return new Published(command.id(), command.room(), command.id(), command.by().id(), 1);
    }

    private long open(CompletableFuture<CommandReply> reply) {
        return Objects.requireNonNull(awaited.open(reply));
    }

    private AwaitedReplies replies(long instance) {
        return new AwaitedReplies(instance, clock, new SendingProperties(Duration.ofSeconds(3), 2));
    }
}
