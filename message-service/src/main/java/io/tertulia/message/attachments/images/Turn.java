package io.tertulia.message.attachments.images;

import java.awt.geom.AffineTransform;

/**
 * How a camera was held: the EXIF tag "orientation". The numbers are the tag's.
 *
 * @param number 1 to 8
 */
record Turn(int number) {

    static final Turn NONE = new Turn(1);
    private static final int LAST = 8;
    private static final int FIRST_ON_ITS_SIDE = 5;

    /** Numbers that mean nothing turn nothing. */
    static Turn numbered(int number) {
        return number >= 1 && number <= LAST ? new Turn(number) : NONE;
    }

    /** Whether what is stored as the width is shown as the height. */
    boolean isOnItsSide() {
        return number >= FIRST_ON_ITS_SIDE;
    }

    /**
     * Moves a picture from how it is stored to how it is shown.
     *
     * @param width of the stored picture
     * @param height of the stored picture
     */
    AffineTransform of(double width, double height) {
        return switch (number) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
