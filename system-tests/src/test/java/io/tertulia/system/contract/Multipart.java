package io.tertulia.system.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Bodies of uploads, good and bad. */
final class Multipart {

    static final String TYPE = "multipart/form-data; boundary=the-boundary";

    private static final String FIELD =
            "--the-boundary\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
    private static final String FILE =
            """
            --the-boundary\r
            Content-Disposition: form-data; name="file"; filename="%s"\r
            Content-Type: image/gif\r
            \r
            """;
    private static final String END = "\r\n--the-boundary--\r\n";

    private Multipart() {}

    static byte[] of(String room, byte[] file) {
        return joined(FIELD.formatted("room", room) + FILE.formatted("a.gif"), file, END);
    }

    /** Bodies that are well-formed, whatever one may think of them. */
    static List<byte[]> odd(String room, byte[] file) {
        String field = FIELD.formatted("room", room);
        return List.of(
                joined(field + FILE.formatted("../../etc/passwd"), file, END),
                joined(field + FILE.formatted("ñandú \u202egnp.exe"), file, END),
                joined(field + FILE.formatted("a".repeat(2_000)), file, END),
                joined(field + FILE.formatted(""), file, END),
                joined(field + FILE.formatted("a\\\"b\\\\c"), file, END),
                joined(field + FILE.formatted("page.html"), "<script>".getBytes(UTF_8), END),
                joined(FIELD.formatted("more", "x") + field + FILE.formatted("b"), file, END));
    }

    /** Bodies that must be refused. */
    static List<byte[]> bad(String room, byte[] file) {
        String field = FIELD.formatted("room", room);
        return List.of(
                new byte[0],
                "no multipart".getBytes(UTF_8),
                joined(FILE.formatted("no-room.gif"), file, END),
                joined(field, new byte[0], END),
                joined(FIELD.formatted("room", "x") + FILE.formatted("a.gif"), file, END),
                joined(FIELD.formatted("room", "") + FILE.formatted("a.gif"), file, END));
    }

    /** A body that ends before it should. */
    static byte[] cut(String room, byte[] file) {
        return joined(FIELD.formatted("room", room) + FILE.formatted("a.gif"), file, "");
    }

    private static byte[] joined(String head, byte[] file, String end) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(UTF_8));
        body.writeBytes(file);
        body.writeBytes(end.getBytes(UTF_8));
        return body.toByteArray();
    }
}
