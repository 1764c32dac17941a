package io.tertulia.realtime.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
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

    private static final User ANA = People.someone("ana");

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

        assertThat(awaited.open(new CompletableFuture<>(), null)).isNull();
        awaited.failAll();
        assertThat(first).isCompletedExceptionally();
        assertThat(awaited.size()).isZero();
    }

    @Test
    void findsTheOneThatTheEventOfItsCommandAnswersOnce() {
        MessageCommand command = send();
        AwaitedReplies.Place place = open(first, command);
        assertThat(place.isTold()).isTrue();
        assertThat(awaited.isWaitedFor(command.id())).isTrue();

        assertThat(awaited.take(published(command))).isSameAs(first);
        assertThat(awaited.isWaitedFor(command.id())).isFalse();
        assertThat(awaited.take(published(command))).isNull();
        assertThat(awaited.take(place.number())).isNull();
        assertThat(awaited.size()).isZero();
    }

    @Test
    void anEventAnswersNothingThatAReplyHasAnsweredOrThatOnlyAReplyMay() {
        MessageCommand command = send();
        open(first);
        assertThat(awaited.take(published(command))).isNull();
        AwaitedReplies.Place place = open(second, command);

        assertThat(awaited.take(awaited.correlation(place.number()))).isSameAs(second);
        assertThat(awaited.take(published(command))).isNull();
    }

    @Test
    void anotherCommandOfTheSameIdNeedsAReplyUntilTheFirstIsAnswered() {
        MessageCommand command = send();
        open(first, command);

        assertThat(open(second, command).isTold()).isFalse();

        assertThat(awaited.take(published(command))).isSameAs(first);
        assertThat(awaited.take(published(command))).isNull();
        assertThat(open(new CompletableFuture<>(), command).isTold()).isTrue();
    }

    @Test
    void theMessageOfSomebodyElseOrOfAnotherRoomAnswersNothingThoughItHasTheId() {
        MessageCommand mine = send();
        open(first, mine);
        UUID id = mine.id();
        UUID room = mine.room();
        UUID me = mine.by().id();

        assertThat(awaited.take(new Published(id, room, id, UUID.randomUUID(), 1))).isNull();
        assertThat(awaited.take(new Published(id, UUID.randomUUID(), id, me, 1))).isNull();
        assertThat(awaited.take(new Published(id, room, UUID.randomUUID(), me, 1))).isNull();
        assertThat(awaited.take(published(mine))).isSameAs(first);
    }

    @Test
    void aReactionToAnotherPersonsMessageIsAnsweredByItsEvent() {
        UUID message = UUID.randomUUID();
        var command =
                new MessageCommand.AddReaction(
                        UUID.randomUUID(), UUID.randomUUID(), ANA, message, "+");
        open(first, command);

        var event = new Published(command.id(), command.room(), message, UUID.randomUUID(), 7);
        assertThat(awaited.take(event)).isSameAs(first);
    }

    @Test
    void whatWasNotAnsweredInTimeMayBeAskedForAgain() {
        MessageCommand command = send();
        open(first, command);
        clock.pass(Duration.ofSeconds(3));
        awaited.sweep();

        assertThat(first).isCompletedExceptionally();
        assertThat(awaited.isWaitedFor(command.id())).isFalse();
        assertThat(open(second, command).isTold()).isTrue();
        assertThat(awaited.take(published(command))).isSameAs(second);
    }

    private static MessageCommand send() {
        return new MessageCommand.SendMessage(
                UUID.randomUUID(), UUID.randomUUID(), ANA, "hello", MessageType.TEXT, null, null);
    }

    private static Published published(MessageCommand command) {
        return new Published(command.id(), command.room(), command.id(), command.by().id(), 1);
    }

    private AwaitedReplies.Place open(
            CompletableFuture<CommandReply> reply, MessageCommand command) {
        return Objects.requireNonNull(awaited.open(reply, command));
    }

    private long open(CompletableFuture<CommandReply> reply) {
        return Objects.requireNonNull(awaited.open(reply, null)).number();
    }

    private AwaitedReplies replies(long instance) {
        return new AwaitedReplies(instance, clock, new SendingProperties(Duration.ofSeconds(3), 2));
    }
}
