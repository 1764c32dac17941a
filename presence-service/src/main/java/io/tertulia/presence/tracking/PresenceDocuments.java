package io.tertulia.presence.tracking;

import io.tertulia.events.Envelope;
import io.tertulia.events.User;
import io.tertulia.events.presence.PresenceEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How a presence looks in the database; {@link PresenceStore} says what each field is for. */
final class PresenceDocuments {

    static final String ID = "_id";
    static final String VERSION = "version";
    static final String USER = "user";
    static final String IS_ONLINE = "is_online";
    static final String LAST_SEEN = "last_seen";
    static final String LEASES = "leases";
    static final String ROOMS = "rooms";
    static final String PENDING = "pending";
    static final String DUE_AT = "due_at";
    static final String SENT_AT = "sent_at";
    static final String SEQUENCE = "sequence";
    static final String EXPIRES_AT = "expires_at";

    private static final String INSTANCE = "instance";
    private static final String ROOM = "room";
    private static final String CLOSING = "closing";
    private static final String AT = "at";
    private static final String EVENT = "event";
    private static final String USERNAME = "username";
    private static final String FIRST_NAME = "first_name";
    private static final String LAST_NAME = "last_name";

    private PresenceDocuments() {}

    /** The names by which pending events are stored. */
    private enum Kind {
        CAME_ONLINE,
        WENT_OFFLINE,
        JOINED_ROOM,
        LEFT_ROOM
    }

    static Document write(StoredPresence stored, @Nullable Instant dueAt) {
        Presence presence = stored.presence();
        return new Document(ID, stored.id().toString())
                .append(VERSION, stored.version())
                .append(SEQUENCE, stored.sequence())
                .append(USER, write(presence.user()))
                .append(IS_ONLINE, presence.isOnline())
                .append(LAST_SEEN, Date.from(presence.lastSeen()))
                .append(ROOMS, write(presence.rooms()))
                .append(
                        CLOSING,
                        presence.closing().entrySet().stream()
                                .map(
                                        entry ->
                                                new Document(ROOM, entry.getKey().toString())
                                                        .append(AT, Date.from(entry.getValue())))
                                .toList())
                .append(
                        LEASES,
                        presence.leases().values().stream().map(PresenceDocuments::write).toList())
                .append(PENDING, stored.pending().stream().map(PresenceDocuments::write).toList())
                .append(DUE_AT, date(dueAt));
    }

    static StoredPresence read(Document document) {
        User user = user(document);
        var presence =
                new Presence(
                        user,
                        leases(document.getList(LEASES, Document.class)),
                        rooms(document),
                        closing(document.getList(CLOSING, Document.class)),
                        document.getDate(LAST_SEEN).toInstant());
        return new StoredPresence(
                document.getLong(VERSION),
                document.getLong(SEQUENCE),
                presence,
                document.getList(PENDING, Document.class).stream()
                        .map(pending -> envelope(user, pending))
                        .toList());
    }

    static Status status(Document document) {
        return new Status(
                user(document),
                document.getBoolean(IS_ONLINE),
                Optional.ofNullable(document.getDate(LAST_SEEN)).map(Date::toInstant).orElse(null));
    }

    static @Nullable Date date(@Nullable Instant time) {
        return time == null ? null : Date.from(time);
    }

    private static Document write(User user) {
        return new Document(USERNAME, user.username())
                .append(FIRST_NAME, user.firstName())
                .append(LAST_NAME, user.lastName());
    }

    static User user(Document document) {
        Document user = document.get(USER, Document.class);
        return new User(
                UUID.fromString(document.getString(ID)),
                user.getString(USERNAME),
                user.getString(FIRST_NAME),
                user.getString(LAST_NAME));
    }

    private static Document write(Lease lease) {
        return new Document(INSTANCE, lease.instance())
                .append(ROOMS, write(lease.rooms()))
                .append(SENT_AT, Date.from(lease.sentAt()))
                .append(SEQUENCE, lease.sequence())
                .append(EXPIRES_AT, Date.from(lease.expiresAt()));
    }

    private static SortedMap<String, Lease> leases(List<Document> documents) {
        var leases = new TreeMap<String, Lease>();
        for (Document lease : documents) {
            String instance = lease.getString(INSTANCE);
            leases.put(
                    instance,
                    new Lease(
                            instance,
                            rooms(lease),
                            lease.getDate(SENT_AT).toInstant(),
                            lease.getLong(SEQUENCE),
                            lease.getDate(EXPIRES_AT).toInstant()));
        }
        return leases;
    }

    private static SortedMap<UUID, Instant> closing(List<Document> documents) {
        var closing = new TreeMap<UUID, Instant>();
        for (Document room : documents) {
            closing.put(UUID.fromString(room.getString(ROOM)), room.getDate(AT).toInstant());
        }
        return closing;
    }

    private static List<String> write(Collection<UUID> rooms) {
        return rooms.stream().map(UUID::toString).toList();
    }

    private static SortedSet<UUID> rooms(Document document) {
        var rooms = new TreeSet<UUID>();
        document.getList(ROOMS, String.class).forEach(room -> rooms.add(UUID.fromString(room)));
        return rooms;
    }

    private static Document write(Envelope<PresenceEvent> envelope) {
        Document pending =
                new Document(SEQUENCE, envelope.sequence()).append(AT, Date.from(envelope.time()));
        return switch (envelope.data()) {
            case PresenceEvent.UserCameOnline _ -> pending.append(EVENT, Kind.CAME_ONLINE.name());
            case PresenceEvent.UserWentOffline offline ->
                    pending.append(EVENT, Kind.WENT_OFFLINE.name())
                            .append(LAST_SEEN, Date.from(offline.lastSeen()));
            case PresenceEvent.UserJoinedRoom joined ->
                    pending.append(EVENT, Kind.JOINED_ROOM.name())
                            .append(ROOM, joined.room().toString());
            case PresenceEvent.UserLeftRoom left ->
                    pending.append(EVENT, Kind.LEFT_ROOM.name())
                            .append(ROOM, left.room().toString())
                            .append(IS_ONLINE, left.isOnline());
        };
    }

    private static Envelope<PresenceEvent> envelope(User user, Document pending) {
        long sequence = pending.getLong(SEQUENCE);
        return new Envelope<>(
                EventIds.of(user.id(), sequence),
                user.id(),
                sequence,
                pending.getDate(AT).toInstant(),
                event(user, pending));
    }

    private static PresenceEvent event(User user, Document pending) {
        return switch (Kind.valueOf(pending.getString(EVENT))) {
            case CAME_ONLINE -> new PresenceEvent.UserCameOnline(user);
            case WENT_OFFLINE ->
                    new PresenceEvent.UserWentOffline(user, pending.getDate(LAST_SEEN).toInstant());
            case JOINED_ROOM -> new PresenceEvent.UserJoinedRoom(user, room(pending));
            case LEFT_ROOM ->
                    new PresenceEvent.UserLeftRoom(
                            user, room(pending), pending.getBoolean(IS_ONLINE));
        };
    }

    private static UUID room(Document document) {
        return UUID.fromString(document.getString(ROOM));
    }
}
