package io.tertulia.room.rules;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.room.rules.Decision.Refused;
import io.tertulia.room.rules.Decision.Revised;
import io.tertulia.room.rules.Decision.Unchanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a room. Pure: the same situation gives the same decision. */
public final class RoomRules {

    private final int mostParticipants;

    /**
     * The rules with the installation's limit.
     *
     * @param mostParticipants how many people a room may hold
     */
    public RoomRules(int mostParticipants) {
        this.mostParticipants = mostParticipants;
    }

    /**
     * A new group, with its creator as owner.
     *
     * @param empty the room's facts; its count of participants is 0
     * @param others who take part from the start, without the creator; at most {@link
     *     PendingEntry#MOST_MEMBERS}, more are added afterwards
     */
    public Revision group(Room empty, List<User> others) {
        RoomDraft draft = RoomDraft.creating(empty).join(List.of(empty.createdBy()), Role.OWNER);
        return (others.isEmpty() ? draft : draft.join(others, Role.MEMBER)).revision();
    }

    /**
     * A new direct chat. Both are plain members: an owner could delete the other's messages.
     *
     * @param id {@link DirectChats#id} of the two
     */
    public Revision direct(UUID id, User creator, User other, Instant now) {
        var room =
                new Room(
                        id,
                        "",
                        "",
                        RoomType.DIRECT,
                        Visibility.PRIVATE,
                        0,
                        creator,
                        true,
                        now,
                        now);
        return RoomDraft.creating(room).join(List.of(creator, other), Role.MEMBER).revision();
    }

    /** What comes of a change, asked for at a time that becomes the events' time. */
    public Decision decide(Situation situation, RoomChange change, Instant now) {
        return switch (change) {
            case RoomChange.Join join -> join(situation, join, now);
            case RoomChange.Leave leave -> leave(situation, leave.actor(), now);
            case RoomChange.Add add -> add(situation, add, now);
            case RoomChange.Remove remove -> remove(situation, remove, now);
            case RoomChange.ChangeRole changeRole -> changeRole(situation, changeRole, now);
            case RoomChange.Edit edit -> edit(situation, edit, now);
            case RoomChange.Close close -> close(situation, close, now);
        };
    }

    private Decision join(Situation situation, RoomChange.Join join, Instant now) {
        RoomState state = situation.state();
        if (state.room().roomType() == RoomType.DIRECT) {
            return new Refused(Refusal.DIRECT_JOIN);
        }
        boolean takesPart = situation.member(join.actor()) != null;
        if (!state.room().isActive()) {
            return new Refused(takesPart ? Refusal.CLOSED : Refusal.NO_ROOM);
        }
        if (takesPart) {
            return new Unchanged();
        }
        if (state.room().visibility() == Visibility.PRIVATE) {
            return new Refused(Refusal.PRIVATE);
        }
        return letIn(state, List.of(join.user()), now);
    }

    private Decision letIn(RoomState state, List<User> users, Instant now) {
        if (state.room().participantCount() + users.size() > mostParticipants) {
            return new Refused(Refusal.full(mostParticipants));
        }
        return revised(RoomDraft.of(state, now).join(users, Role.MEMBER));
    }

    private static Decision leave(Situation situation, UUID actor, Instant now) {
        RoomState state = situation.state();
        Member member = situation.member(actor);
        if (member == null) {
            return state.isOpenToAll() ? new Unchanged() : new Refused(Refusal.NO_ROOM);
        }
        if (state.room().roomType() == RoomType.DIRECT) {
            return new Refused(Refusal.DIRECT_LEAVE);
        }
        if (!state.room().isActive()) {
            return new Refused(Refusal.CLOSED);
        }
        RoomDraft draft = RoomDraft.of(state, now);
        if (state.room().participantCount() == 1) {
            return revised(draft.leave(member, null).close());
        }
        if (member.role() == Role.OWNER) {
            Member heir = heir(situation, actor);
            draft.changeRole(heir, Role.OWNER);
            return revised(draft.leave(member, nextInFront(situation, heir)));
        }
        return revised(draft.leave(member, situation.reserve().next()));
    }

    /** The longest-standing admin, else the longest-standing member. */
    private static Member heir(Situation situation, UUID owner) {
        List<Member> others =
                situation.state().front().stream()
                        .filter(member -> !member.id().equals(owner))
                        .toList();
        // Everybody in the front has been there longer than anybody in the reserve.
        var admin = others.stream().filter(member -> member.role() == Role.ADMIN).findFirst();
        if (admin.isPresent()) {
            return admin.get();
        }
        if (situation.reserve().admin() != null) {
            return situation.reserve().admin();
        }
        if (!others.isEmpty()) {
            return others.getFirst();
        }
        if (situation.reserve().next() != null) {
            return situation.reserve().next();
        }
        throw new IllegalStateException("a room with others in it has nobody to inherit it");
    }

    private static @Nullable Member nextInFront(Situation situation, Member heir) {
        Member next = situation.reserve().next();
        return next != null && next.id().equals(heir.id()) ? next.with(Role.OWNER) : next;
    }

    private Decision add(Situation situation, RoomChange.Add add, Instant now) {
        Refusal refusal = refusalToModerate(situation, add.actor());
        if (refusal != null) {
            return new Refused(refusal);
        }
        List<User> newcomers =
                add.users().stream().filter(user -> situation.member(user.id()) == null).toList();
        return newcomers.isEmpty() ? new Unchanged() : letIn(situation.state(), newcomers, now);
    }

    private static Decision remove(Situation situation, RoomChange.Remove remove, Instant now) {
        Member actor = situation.member(remove.actor());
        boolean isOwn = remove.actor().equals(remove.user());
        if (isOwn && actor != null && actor.role() != Role.OWNER) {
            return leave(situation, remove.actor(), now);
        }
        Refusal refusal = refusalToModerate(situation, remove.actor());
        if (refusal != null) {
            return new Refused(refusal);
        }
        Member member = situation.member(remove.user());
        if (member == null) {
            return new Refused(Refusal.NO_PARTICIPANT);
        }
        if (member.role() == Role.OWNER) {
            return new Refused(Refusal.OWNER_STAYS);
        }
        return revised(
                RoomDraft.of(situation.state(), now).leave(member, situation.reserve().next()));
    }

    private static Decision changeRole(
            Situation situation, RoomChange.ChangeRole change, Instant now) {
        Refusal refusal = refusalToModerate(situation, change.actor());
        if (refusal != null) {
            return new Refused(refusal);
        }
        Member actor = situation.member(change.actor());
        if (actor == null || actor.role() != Role.OWNER) {
            return new Refused(Refusal.OWNER_ONLY);
        }
        Member member = situation.member(change.user());
        if (member == null) {
            return new Refused(Refusal.NO_PARTICIPANT);
        }
        if (member.role() == change.role()) {
            return new Unchanged();
        }
        if (member.role() == Role.OWNER) {
            return new Refused(Refusal.OWNER_KEEPS_ROLE);
        }
        RoomDraft draft = RoomDraft.of(situation.state(), now).changeRole(member, change.role());
        return revised(change.role() == Role.OWNER ? draft.changeRole(actor, Role.ADMIN) : draft);
    }

    private static Decision edit(Situation situation, RoomChange.Edit edit, Instant now) {
        Refusal refusal = refusalToModerate(situation, edit.actor());
        if (refusal != null) {
            return new Refused(refusal);
        }
        Room room = situation.state().room();
        if (Rooms.edited(room, edit, room.updatedAt()).equals(room)) {
            return new Unchanged();
        }
        return revised(RoomDraft.of(situation.state(), now).edit(edit));
    }

    private static Decision close(Situation situation, RoomChange.Close close, Instant now) {
        Refusal refusal = refusalToModerate(situation, close.actor());
        if (Refusal.CLOSED.equals(refusal)) {
            return new Unchanged();
        }
        return refusal == null
                ? revised(RoomDraft.of(situation.state(), now).close())
                : new Refused(refusal);
    }

    /** Why somebody may not change the room or its participants; null if they may. */
    private static @Nullable Refusal refusalToModerate(Situation situation, UUID actor) {
        RoomState state = situation.state();
        Member member = situation.member(actor);
        if (member == null) {
            return state.isOpenToAll() ? Refusal.STRANGER : Refusal.NO_ROOM;
        }
        if (state.room().roomType() == RoomType.DIRECT) {
            return Refusal.DIRECT;
        }
        if (!member.role().moderates()) {
            return Refusal.MODERATORS_ONLY;
        }
        return state.room().isActive() ? null : Refusal.CLOSED;
    }

    private static Decision revised(RoomDraft draft) {
        return new Revised(draft.revision());
    }
}
