package io.tertulia.room.store;

import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.room.rules.Member;
import io.tertulia.room.rules.PendingEntry;
import io.tertulia.room.rules.Revision;
import io.tertulia.room.rules.RoomState;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.bson.Document;

/** Rooms as documents, and back. */
final class RoomDocuments {

    static final String ID = "_id";
    static final String VERSION = "version";
    static final String FRONT = "front";
    static final String PENDING = "pending";
    static final String IS_ACTIVE = "is_active";
    static final String UPDATED_AT = "updated_at";

    private RoomDocuments() {}

    /** All of a room's fields but its id and what is pending. */
    static Document fields(Revision revision) {
        return facts(revision.room())
                .append(VERSION, revision.version())
                .append(FRONT, revision.front().stream().map(RoomDocuments::toDocument).toList());
    }

    static List<Document> entries(Revision revision) {
        return revision.entries().stream().map(RoomDocuments::toDocument).toList();
    }

    static RoomState toState(Document document) {
        UUID id = UUID.fromString(document.getString(ID));
        return new RoomState(
                toRoom(id, document),
                document.getLong(VERSION),
                toMembers(document.getList(FRONT, Document.class)),
                toEntries(id, document));
    }

    static List<PendingEntry> toEntries(UUID room, Document document) {
        return document.getList(PENDING, Document.class, List.of()).stream()
                .map(entry -> toEntry(room, entry))
                .toList();
    }

    static Date date(Instant instant) {
        return Date.from(instant);
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static Role role(String text) {
        return Role.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Document facts(Room room) {
        return new Document("name", room.name())
                .append("description", room.description())
                .append("room_type", text(room.roomType()))
                .append("visibility", text(room.visibility()))
                .append("participant_count", room.participantCount())
                .append("created_by", UserDocuments.toDocument(room.createdBy()))
                .append(IS_ACTIVE, room.isActive())
                .append("created_at", date(room.createdAt()))
                .append(UPDATED_AT, date(room.updatedAt()));
    }

    private static Room toRoom(UUID id, Document facts) {
        return new Room(
                id,
                facts.getString("name"),
                facts.getString("description"),
                RoomType.valueOf(facts.getString("room_type").toUpperCase(Locale.ROOT)),
                Visibility.valueOf(facts.getString("visibility").toUpperCase(Locale.ROOT)),
                facts.getInteger("participant_count"),
                UserDocuments.toUser(facts.get("created_by", Document.class)),
                facts.getBoolean(IS_ACTIVE),
                facts.getDate("created_at").toInstant(),
                facts.getDate(UPDATED_AT).toInstant());
    }

    static Document toDocument(Member member) {
        return UserDocuments.toDocument(member.user())
                .append("role", text(member.role()))
                .append("since", member.since())
                .append("joined_at", date(member.joinedAt()));
    }

    private static List<Member> toMembers(List<Document> members) {
        return members.stream().map(RoomDocuments::toMember).toList();
    }

    static Member toMember(Document member) {
        return new Member(
                UserDocuments.toUser(member),
                role(member.getString("role")),
                member.getLong("since"),
                member.getDate("joined_at").toInstant());
    }

    private static Document toDocument(PendingEntry entry) {
        return new Document("version", entry.version())
                .append("kind", text(entry.kind()))
                .append("at", date(entry.at()))
                .append("room", facts(entry.room()))
                .append(
                        "members",
                        entry.members().stream().map(RoomDocuments::toDocument).toList());
    }

    private static PendingEntry toEntry(UUID room, Document entry) {
        return new PendingEntry(
                entry.getLong("version"),
                PendingEntry.Kind.valueOf(entry.getString("kind").toUpperCase(Locale.ROOT)),
                entry.getDate("at").toInstant(),
                toRoom(room, entry.get("room", Document.class)),
                toMembers(entry.getList("members", Document.class)));
    }
}
