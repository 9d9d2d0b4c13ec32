package io.schism.harness.environment.local.proxy;

import java.net.InetSocketAddress;

/**
 * Where a connection goes and over which links.
 *
 * @param forward link from who dialled to who was dialled
 * @param backward the other direction
 * @param target real address of who was dialled
 * @param first bytes for the target before anything else
 * @param greeting bytes for who dialled once the target has accepted
 */
record Route(LinkState forward, LinkState backward, InetSocketAddress target, byte[] first, byte[] greeting) {}
