package io.tertulia.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The percent escapes of an address. Bytes that are no UTF-8 are refused here, since the servers
 * behind would each make something else of them.
 */
final class Escapes {

    private static final int DIGITS = 2;

    private Escapes() {}

    /** Whether the escapes of path and query, of which each is well-formed, are text in UTF-8. */
    static boolean areUtf8(URI address) {
        return areUtf8(address.getRawPath()) && areUtf8(address.getRawQuery());
    }

    private static boolean areUtf8(@Nullable String raw) {
        if (raw == null || raw.indexOf('%') < 0) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(raw.length());
        int at = 0;
        while (at < raw.length()) {
            if (raw.charAt(at) == '%') {
                bytes.write(HexFormat.fromHexDigits(raw, at + 1, at + 1 + DIGITS));
                at += DIGITS;
            } else {
                // Whatever stands between two escapes, they belong to two characters.
                bytes.write(' ');
            }
            at++;
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
