package io.tertulia.guarantees.history;

/**
 * Eight bytes that stand for a text. A run sees millions of texts; two that differ have the same
 * digest once in 10^19.
 */
public final class Digest {

    private static final long FIRST = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Digest() {}

    /** The digest of a text; 0 for the empty one and for nothing else. */
    public static long of(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        // FNV-1a, then stirred, for its high bits hardly differ between short texts.
        long hash = FIRST;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }
}
