package io.tertulia.message.writing;

import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;
import java.util.List;

/**
 * The topics that this service owns.
 *
 * @param dead the name of the topic of commands that can never be applied
 * @param others those that are not the writer's
 */
record LogTopics(
        Topic<MessageCommand> commands,
        Topic<MessageEvent> events,
        Topic<CommandReply> replies,
        String dead,
        List<Topic<?>> others) {

    LogTopics {
        others = List.copyOf(others);
    }

    static LogTopics published() {
        return new LogTopics(
                Topics.MESSAGE_COMMANDS,
                Topics.MESSAGE_EVENTS,
                Topics.COMMAND_REPLIES,
                Topics.DEAD_MESSAGE_COMMANDS,
                List.of(Topics.READ_COMMANDS, Topics.READS));
    }
}
