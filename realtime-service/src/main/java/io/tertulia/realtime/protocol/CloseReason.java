package io.tertulia.realtime.protocol;

/**
 * Why the server closes a socket. Clients act on the code; the text is for people, except that of
 * 1012, which is the delay to keep.
 *
 * <table>
 * <caption>Close codes and what a client should do</caption>
 * <tr><th>code</th><th>means</th><th>client</th></tr>
 * <tr><td>1001</td><td>the socket was silent too long</td><td>reconnect</td></tr>
 * <tr><td>1002</td><td>the bytes are no WebSocket frames</td><td>do not reconnect: it is a
 *     bug</td></tr>
 * <tr><td>1003</td><td>a binary frame came</td><td>do not reconnect: it is a bug</td></tr>
 * <tr><td>1007</td><td>a text was no UTF-8</td><td>do not reconnect: it is a bug</td></tr>
 * <tr><td>1009</td><td>a frame was over 64 KiB</td><td>send less, reconnect</td></tr>
 * <tr><td>1011</td><td>a fault of the server's</td><td>reconnect with back-off</td></tr>
 * <tr><td>1012</td><td>the server restarts</td><td>reconnect after as many milliseconds as the
 *     text says</td></tr>
 * <tr><td>4401</td><td>the token expired</td><td>log in again, reconnect</td></tr>
 * <tr><td>4403</td><td>no longer a participant</td><td>do not reconnect</td></tr>
 * <tr><td>4408</td><td>the client reads too slowly</td><td>reconnect with {@code after}</td></tr>
 * <tr><td>4429</td><td>the client sends far too fast</td><td>wait, reconnect</td></tr>
 * </table>
 */
public enum CloseReason {
    SILENT(1001, "silent"),
    PROTOCOL_ERROR(1002, "protocol error"),
    BINARY_FRAME(1003, "text frames only"),
    INVALID_TEXT(1007, "text is not UTF-8"),
    FRAME_TOO_LARGE(1009, "frame over the limit"),
    SERVER_FAULT(1011, "server fault"),
    RESTARTING(1012, "restarting"),
    TOKEN_EXPIRED(4401, "token expired"),
    NOT_A_PARTICIPANT(4403, "no longer a participant"),
    TOO_SLOW(4408, "too slow, resume with after"),
    TOO_FAST(4429, "too fast");

    private final int code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The code in the close frame. */
    public int code() {
        return code;
    }

    /** The text in the close frame, where nothing more special is to be said. */
    public String text() {
        return text;
    }
}
