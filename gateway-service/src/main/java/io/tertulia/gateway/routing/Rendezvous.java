package io.tertulia.gateway.routing;

/**
 * Weights for rendezvous hashing. While gateways whose weights differ run side by side, rooms are
 * read in more places than need be.
 */
final class Rendezvous {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /** A number that looks drawn by chance for every pair of key and place. */
    static long weight(String key, String place) {
        long hash = FNV_OFFSET;
        hash = add(hash, key);
        hash = (hash ^ '|') * FNV_PRIME;
        hash = add(hash, place);
        return mixed(hash);
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * FNV_PRIME;
        }
        return sum;
    }

    /** FNV alone leaves places that differ in their last digit close together. */
    private static long mixed(long hash) {
        long h = hash;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
