package io.tertulia.identity.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. Only the last entry of the last {@code X-Forwarded-For} is believed,
 * the one that our gateway has added; whatever stands before it the client may have written itself.
 * This service's port is for the gateway, not for the public: who reaches it directly can name any
 * address, and is held back by the count for each username alone.
 */
final class ClientAddress {

    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** An address to count by: for IPv6 the /64 network, since a client has all of it. */
    static String of(HttpServletRequest request) {
        String forwarded = null;
        for (var values = request.getHeaders("X-Forwarded-For"); values.hasMoreElements(); ) {
            forwarded = values.nextElement();
        }
        InetAddress address = forwarded == null ? null : parse(lastEntry(forwarded));
        if (address == null) {
            address = parse(request.getRemoteAddr());
        }
        return address == null ? "unknown" : network(address);
    }

    private static String lastEntry(String list) {
        return list.substring(list.lastIndexOf(',') + 1).strip();
    }

    private static @Nullable InetAddress parse(String literal) {
        try {
            // Only literals: a name from a header must never be looked up.
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String network(InetAddress address) {
        if (address instanceof Inet6Address) {
            byte[] prefix = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
            return HexFormat.ofDelimiter(":").formatHex(prefix) + "/64";
        }
        return address.getHostAddress();
    }
}
