package io.tertulia.realtime.roomlog;

import io.tertulia.realtime.asking.Inquirer;
import io.tertulia.realtime.asking.Reply;
import java.util.UUID;

/**
 * Asks message-service for a room's log, in the name of the person whose token is given. Blocks its
 * caller, which is always a virtual thread.
 */
public final class RoomLog {

    /** Asked for instead of a place, it means: only tell where the log ends. */
    public static final long HEAD_ONLY = -1;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Inquirer messageService;
    private final int pageSize;
    private final PageReader pages = new PageReader();

    RoomLog(Inquirer messageService, int pageSize) {
        this.messageService = messageService;
        this.pageSize = pageSize;
    }

    /**
     * What happened in a room after a place in its log.
     *
     * @param after the last place that is known already, or {@link #HEAD_ONLY}
     * @param token the asker's own
     */
    public LogAnswer after(UUID room, long after, String token) throws InterruptedException {
        String path =
                "/api/v1/chat/rooms/%s/changes/?after=%d&limit=%d".formatted(room, after, pageSize);
        return switch (messageService.get(path, token)) {
            case Reply.Given(int status, String body) ->
                    switch (status) {
                        case OK -> pages.read(body, after);
                        case UNAUTHORIZED -> LogAnswer.Denied.BAD_TOKEN;
                        case FORBIDDEN -> LogAnswer.Denied.NOT_A_PARTICIPANT;
                        default -> LogAnswer.Denied.UNKNOWN_ROOM;
                    };
            case Reply.Away(String reason) -> new LogAnswer.Away(reason);
        };
    }
}
