package io.tertulia.room.rooms;

import io.tertulia.room.rules.Refusal;
import io.tertulia.web.ProblemException;
import org.springframework.http.HttpStatus;

/** The problems that requests about rooms are answered with. */
final class RoomProblems {

    private RoomProblems() {}

    static ProblemException unknownRoom() {
        return ProblemException.notFound("There is no such room.");
    }

    static ProblemException of(Refusal refusal) {
        HttpStatus status =
                switch (refusal.kind()) {
                    case UNKNOWN -> HttpStatus.NOT_FOUND;
                    case FORBIDDEN -> HttpStatus.FORBIDDEN;
                    case CONFLICT -> HttpStatus.CONFLICT;
                };
        return ProblemException.of(status, refusal.code(), refusal.detail());
    }
}
