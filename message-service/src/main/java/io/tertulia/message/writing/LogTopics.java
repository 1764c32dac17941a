package io.tertulia.message.writing;

import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;

/**
 * The topics that the writer reads and writes.
 *
 * @param dead the name of the topic of commands that can never be applied
 */
record LogTopics(
        Topic<MessageCommand> commands,
        Topic<MessageEvent> events,
        Topic<CommandReply> replies,
        String dead) {

    static LogTopics published() {
        return new LogTopics(
                Topics.MESSAGE_COMMANDS,
                Topics.MESSAGE_EVENTS,
                Topics.COMMAND_REPLIES,
                Topics.DEAD_MESSAGE_COMMANDS);
    }
}
