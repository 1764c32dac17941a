package io.tertulia.message.writing;

import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.Refusal;
import io.tertulia.message.log.Change;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of one command. */
sealed interface Decision {

    /** What the asker is told; null where nothing true can be said. */
    @Nullable CommandReply reply();

    /** Whether an event tells the room, and so an asker that reads it, what became of it. */
    default boolean isPublished() {
        return false;
    }

    /** The room changes. */
    record Changed(Change change) implements Decision {
        @Override
        public CommandReply reply() {
            return new CommandReply.Accepted(change.after().id(), change.seq(), false);
        }

        @Override
        public boolean isPublished() {
            return true;
        }
    }

    /**
     * The very same record was applied before, and then somebody died: the change is stored, its
     * event may not be published, and perhaps nobody was answered.
     */
    record Replayed(Change change) implements Decision {
        @Override
        public CommandReply reply() {
            return new CommandReply.Accepted(change.after().id(), change.seq(), false);
        }

        @Override
        public boolean isPublished() {
            return true;
        }
    }

    /**
     * There is nothing to change.
     *
     * @param seq the place of the change that made it so
     * @param isRepeat whether a client sent a command again that was applied before
     */
    record Unchanged(UUID messageId, long seq, boolean isRepeat) implements Decision {
        @Override
        public CommandReply reply() {
            return new CommandReply.Accepted(messageId, seq, isRepeat);
        }
    }

    /** It is not allowed. */
    record Refused(Refusal code) implements Decision {
        @Override
        public CommandReply reply() {
            return new CommandReply.Refused(code, RefusalTexts.of(code));
        }
    }

    /**
     * It was decided before and changed nothing, but today it would. Whether it was refused or
     * there was nothing to change is not known any more, so there is no reply: who still waits for
     * one asks again, and that is a new command in a new place.
     */
    record Passed() implements Decision {
        @Override
        public @Nullable CommandReply reply() {
            return null;
        }
    }

    /** Somebody only wants to know whether commands are being decided. */
    record Alive() implements Decision {
        @Override
        public CommandReply reply() {
            return new CommandReply.Alive();
        }
    }

    /** The decision's name in metrics. */
    default String outcome() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
