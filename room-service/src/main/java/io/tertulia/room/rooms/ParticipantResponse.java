package io.tertulia.room.rooms;

import io.tertulia.events.room.Role;
import io.tertulia.room.rules.Member;
import java.util.UUID;

/** A participant as clients see them: the user's fields and the role. */
record ParticipantResponse(UUID id, String username, String firstName, String lastName, Role role) {

    static ParticipantResponse of(Member member) {
        return new ParticipantResponse(
                member.user().id(),
                member.user().username(),
                member.user().firstName(),
                member.user().lastName(),
                member.role());
    }
}
