package io.schism.harness.environment.local.proxy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a connection goes and over which links.
 *
 * @param forward link from who dialled to who was dialled
 * @param backward the other direction
 * @param target real address of who was dialled
 * @param first bytes for the target before anything else, one a character
 * @param greeting bytes for who dialled once the target has accepted, one a character
 */
record Route(LinkState forward, LinkState backward, InetSocketAddress target, String first, String greeting) {
    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
