package io.tertulia.message.writing;

import io.tertulia.events.Envelope;
import io.tertulia.events.message.CommandReply;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.replying.ReplyAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/**
 * Lets a writer die at a step: from there on it writes nothing any more, as a process that was
 * killed does not. An Error ends its thread; a RuntimeException would make it try again.
 */
final class Death {

    private final Step step;
    private final int skipped;
    private boolean isDead;

    /** How often the step was reached. */
    private int reached;

    /**
     * Prepares a death.
     *
     * @param at how often the step must be reached
     */
    Death(Step step, int at) {
        this.step = step;
        this.skipped = at - 1;
    }

    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void pass(Step passed) {
        if (isDead || (passed == step && reached++ >= skipped)) {
            isDead = true;
            throw new Killed();
        }
    }

    LogStore store(RoomLog log) {
        return new LogStore(log) {
            @Override
            void append(List<Change> changes) {
                pass(Step.BEFORE_CHANGES);
                super.append(changes);
            }

            @Override
            void putEffects(List<Change> changes) {
                pass(Step.BEFORE_MESSAGES);
                super.putEffects(changes);
            }

            @Override
            void raise(Collection<RoomHead> heads) {
                pass(Step.BEFORE_HEADS);
                super.raise(heads);
            }
        };
    }

    LogPublisher publisher(Producer<String, byte[]> producer, LogTopics topics) {
        return new LogPublisher(producer, topics, Duration.ofSeconds(10)) {
            @Override
            void publishEvents(List<Change> changes) {
                pass(Step.BEFORE_EVENTS);
                if (step == Step.IN_THE_MIDDLE_OF_EVENTS) {
                    super.publishEvents(changes.subList(0, changes.size() / 2));
                }
                pass(Step.IN_THE_MIDDLE_OF_EVENTS);
                super.publishEvents(changes);
            }

            @Override
            void reply(ReplyAddress to, Envelope<? extends CommandReply> reply) {
                pass(Step.BEFORE_REPLIES);
                super.reply(to, reply);
            }
        };
    }
}
