package io.tertulia.message.sending;

import io.tertulia.events.message.CommandReply.Refused;
import io.tertulia.web.ProblemException;
import org.springframework.http.HttpStatus;

/** How clients of REST hear of a refusal. */
final class RefusalProblems {

    private RefusalProblems() {}

    static ProblemException of(Refused refused) {
        return switch (refused.code()) {
            case NOT_A_PARTICIPANT, NOT_THE_SENDER -> problem(HttpStatus.FORBIDDEN, refused);
            case UNKNOWN_MESSAGE -> problem(HttpStatus.NOT_FOUND, refused);
            case ALREADY_DELETED, ID_TAKEN, ROOM_CLOSED, TOO_MANY_REACTIONS ->
                    problem(HttpStatus.CONFLICT, refused);
            case UNKNOWN_REPLY -> ProblemException.invalid("reply_to_id", refused.detail());
            case UNKNOWN_ATTACHMENT -> ProblemException.invalid("attachment_id", refused.detail());
            case INVALID -> problem(HttpStatus.BAD_REQUEST, refused);
        };
    }

    private static ProblemException problem(HttpStatus status, Refused refused) {
        return ProblemException.of(status, refused.code().code(), refused.detail());
    }
}
