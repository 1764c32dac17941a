package io.tertulia.room.store;

import io.tertulia.events.room.Role;
import io.tertulia.room.rules.Member;
import io.tertulia.room.rules.PendingEntry;
import io.tertulia.room.rules.RoomChange;
import io.tertulia.room.rules.RoomState;
import io.tertulia.room.rules.Situation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Who takes part in a room, exactly as of the room's version. A participant's own document may lag
 * behind the room's, since it is written after the commit; but whatever it does not hold yet is
 * still pending in the room's document, so that both together are the truth. A document that is
 * ahead (somebody has changed the room since it was read) can only mislead a decision whose commit
 * then fails by its version.
 */
@Component
public class Roster {

    private static final int MOST_SETTLED = 10_000;

    private final ParticipantStore participants;
    private final MembershipStore memberships;

    /**
     * Entries that this instance has applied and not yet seen published: applying them once more
     * would only cost time. Losing one of these notes is harmless.
     */
    private final Set<EntryKey> settled = ConcurrentHashMap.newKeySet();

    Roster(ParticipantStore participants, MembershipStore memberships) {
        this.participants = participants;
        this.memberships = memberships;
    }

    /** Brings participants' and people's documents up to some entries of a room. */
    public void settle(List<PendingEntry> entries) {
        for (PendingEntry entry : entries) {
            EntryKey key = EntryKey.of(entry);
            if (!settled.contains(key)) {
                participants.apply(entry);
                memberships.apply(entry);
                if (settled.size() >= MOST_SETTLED) {
                    settled.clear();
                }
                settled.add(key);
            }
        }
    }

    /** Says that entries will not be asked for again. */
    public void forget(List<PendingEntry> entries) {
        entries.forEach(entry -> settled.remove(EntryKey.of(entry)));
    }

    /** Of some people, those who take part, by id. */
    public Map<UUID, Member> members(RoomState state, Collection<UUID> users) {
        Map<UUID, ParticipantStore.Standing> standings =
                new HashMap<>(participants.find(state.room().id(), users));
        for (PendingEntry entry : state.pending()) {
            overlay(standings, entry, Set.copyOf(users));
        }
        var members = new HashMap<UUID, Member>();
        standings.forEach(
                (user, standing) -> {
                    if (standing.isPresent()) {
                        members.put(user, standing.member());
                    }
                });
        return members;
    }

    /** Somebody, if they take part. */
    public Optional<Member> member(RoomState state, UUID user) {
        return Optional.ofNullable(members(state, List.of(user)).get(user));
    }

    /** Members from an offset on, longest-standing first. */
    public List<Member> page(RoomState state, int offset, int limit) {
        int known = state.front().size();
        if (!state.isLargerThanFront() || (long) offset + limit <= known) {
            int from = Math.min(offset, known);
            return state.front().subList(from, Math.min(from + limit, known));
        }
        settle(state.pending());
        return participants.page(state.room(), offset, limit);
    }

    /** All that a decision about a change needs to know. */
    public Situation situation(RoomState state, RoomChange change) {
        Map<UUID, Member> members = members(state, change.concerned());
        return new Situation(state, members, reserve(state, members, change));
    }

    private Situation.Reserve reserve(
            RoomState state, Map<UUID, Member> members, RoomChange change) {
        UUID leaving =
                switch (change) {
                    case RoomChange.Leave leave -> leave.actor();
                    case RoomChange.Remove remove -> remove.user();
                    case RoomChange.Join _,
                            RoomChange.Add _,
                            RoomChange.ChangeRole _,
                            RoomChange.Edit _,
                            RoomChange.Close _ ->
                            null;
                };
        Member member = leaving == null ? null : members.get(leaving);
        if (member == null || !state.isLargerThanFront()) {
            return Situation.Reserve.NONE;
        }
        // This asks for people by other things than their id, so nothing may still be pending.
        settle(state.pending());
        UUID room = state.room().id();
        long lastInFront = state.front().getLast().since();
        return new Situation.Reserve(
                participants.firstAfter(room, lastInFront),
                member.role() == Role.OWNER
                        ? participants.firstAdminAfter(room, lastInFront)
                        : null);
    }

    private static void overlay(
            Map<UUID, ParticipantStore.Standing> standings, PendingEntry entry, Set<UUID> users) {
        for (int i = 0; i < entry.members().size(); i++) {
            Member member = entry.members().get(i);
            long version = entry.versionAt(i);
            ParticipantStore.Standing known = standings.get(member.id());
            if (users.contains(member.id()) && (known == null || known.version() < version)) {
                standings.put(
                        member.id(),
                        new ParticipantStore.Standing(version, entry.leavesThemPresent(), member));
            }
        }
    }

    private record EntryKey(UUID room, long version) {
        static EntryKey of(PendingEntry entry) {
            return new EntryKey(entry.room().id(), entry.version());
        }
    }
}
