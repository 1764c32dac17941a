package io.tertulia.room.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Which room two people's direct chat is. */
public final class DirectChats {

    /** Part of every direct chat's id: a change of it would part all pairs from their chats. */
    private static final UUID NAMESPACE = UUID.fromString("5b0c4c1e-6f0e-4a3a-9d0e-3d6d5a8f4a11");

    private static final int NAME_BASED = 5;

    private DirectChats() {}

    /**
     * The id of the direct chat of two people, in whichever order they are named. It follows from
     * the pair alone (a name-based UUID, version 5), so whoever creates the chat first creates the
     * same one, and the unique {@code _id} decides between two who ask at once.
     */
    public static UUID id(UUID one, UUID other) {
        String first = one.toString();
        String second = other.toString();
        boolean inOrder = first.compareTo(second) <= 0;
        return nameBased(inOrder ? first + ":" + second : second + ":" + first);
    }

    /**
     * Whether this is the id of a direct chat, as far as it tells: those of groups are random
     * (version 4). Anybody can compute the id for two people, so a refusal that depended on the
     * room's existence would tell strangers who chats with whom.
     */
    public static boolean isId(UUID room) {
        return room.version() == NAME_BASED;
    }

    private static UUID nameBased(String name) {
        byte[] hash =
                sha1().digest(
                                ByteBuffer.allocate(16 + name.length())
                                        .putLong(NAMESPACE.getMostSignificantBits())
                                        .putLong(NAMESPACE.getLeastSignificantBits())
                                        .put(name.getBytes(UTF_8))
                                        .array());
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        long high = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
