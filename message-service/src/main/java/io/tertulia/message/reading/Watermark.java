package io.tertulia.message.reading;

/**
 * How far somebody has read a room.
 *
 * @param number the last message that was read; all before it were, too
 * @param own how many of these the reader had sent
 */
record Watermark(long number, long own) {

    static final Watermark NOTHING = new Watermark(0, 0);

    /** How many messages of others lie between this and a later one. */
    long othersUpTo(Watermark later) {
        return Math.max(0, later.number() - number - (later.own() - own));
    }
}
