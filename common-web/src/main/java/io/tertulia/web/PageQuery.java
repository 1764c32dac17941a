package io.tertulia.web;

/**
 * Which page a caller asks for, by {@code ?page=} and {@code ?page_size=}. A controller takes it as
 * a parameter; bad values are answered with 400 before the controller is called.
 *
 * @param page from 1
 * @param size from 1 to {@value #LARGEST}, {@value #DEFAULT} unless asked otherwise
 */
public record PageQuery(int page, int size) {

    public static final int DEFAULT = 50;
    public static final int LARGEST = 100;

    /** The last page that can be asked for: what lies beyond is never a person reading. */
    public static final int LAST = 1_000_000;

    /** How many results lie before the page. */
    public int offset() {
        return (page - 1) * size;
    }
}
