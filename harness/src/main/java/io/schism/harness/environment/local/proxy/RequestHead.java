package io.schism.harness.environment.local.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The head of a request to an HTTP forward proxy (RFC 9112 § 3.2.2 and § 3.2.3): {@code CONNECT host:port} or an absolute-form request,
 * which is rewritten to origin form. The rewritten request asks the origin to close the connection after its answer: a dialler pools its
 * connections to a proxy over all targets, so a second request on the same connection could be for another node, over another link.
 *
 * @param authority {@code host:port} that is to be reached
 * @param tunnel whether it is a CONNECT
 * @param rewritten what the origin shall read instead of the head; empty for a tunnel
 */
record RequestHead(String authority, boolean tunnel, String rewritten) {
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "proxy-connection", "proxy-authorization", "proxy-authenticate");
    private static final String SCHEME = "http://";

    /** Not a request that a forward proxy understands. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }
    }

    /** Length of the head with its empty line, or -1 while it is not complete. */
    static int length(byte[] bytes, int count) {
        for (int i = 3; i < count; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Parses a complete head. */
    static RequestHead parse(byte[] bytes, int length) throws MalformedException {
        String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\r\n");
        String[] request = lines[0].split(" ");
        if (request.length != 3 || !request[2].startsWith("HTTP/1.")) {
            throw new MalformedException("the request line (" + lines[0] + ") must be METHOD TARGET HTTP/1.x");
        }
        if (request[0].equals("CONNECT")) {
            return new RequestHead(withPort(request[1], 443), true, "");
        }
        String target = request[1];
        if (!target.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new MalformedException("the target (" + target + ") must be absolute, http://host:port/path");
        }
        String rest = target.substring(SCHEME.length());
        int end = endOfAuthority(rest);
        String path = rest.substring(end);
        if (!path.startsWith("/")) {
            path = "/" + path;
        }
        StringBuilder head = new StringBuilder(length + 32);
        head.append(request[0])
                .append(' ')
                .append(path)
                .append(' ')
                .append(request[2])
                .append("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new MalformedException("the header line (" + lines[i] + ") must be NAME: VALUE");
            }
            if (!HOP_BY_HOP.contains(lines[i].substring(0, colon).toLowerCase(Locale.ROOT))) {
                head.append(lines[i]).append("\r\n");
            }
        }
        head.append("Connection: close\r\n\r\n");
        return new RequestHead(withPort(rest.substring(0, end), 80), false, head.toString());
    }

    private static int endOfAuthority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if (rest.charAt(i) == '/' || rest.charAt(i) == '?') {
                return i;
            }
        }
        return rest.length();
    }

    private static String withPort(String authority, int standard) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.contains(":") ? lower : lower + ":" + standard;
    }
}
