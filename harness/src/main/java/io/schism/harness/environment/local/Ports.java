package io.schism.harness.environment.local;

import io.schism.harness.environment.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The ports of one run on loopback, chosen at its setup and kept until its end, through every restart of a node.
 *
 * <p>They lie below the range from which Linux and macOS take the ports of outgoing connections: the port of a killed node could become the
 * local end of a client's connection, and the node could not come back. On Linux each is moreover held by a socket that is bound and does
 * not listen: connecting to it is refused, a listener may join it (both reuse the address), but neither another run, which looks without
 * reuse, nor the kernel's own choice will take it. Elsewhere two sockets cannot share a port so, and nothing is held.
 */
final class Ports implements AutoCloseable {
    /** Where everything of this environment listens. */
    static final String HOST = "127.0.0.1";

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 2_000;

    private final boolean hold;
    private final SplittableRandom random = new SplittableRandom();
    private final List<Integer> given = new ArrayList<>();
    private final List<SocketChannel> held = new ArrayList<>();

    Ports(boolean hold) {
        this.hold = hold;
    }

    static Ports ofThisMachine() {
        return new Ports(System.getProperty("os.name", "").equals("Linux"));
    }

    /** Whether the ports stay ours while nobody listens. */
    boolean holds() {
        return hold;
    }

    /** Version 4, whatever the JVM prefers: the nodes are told to listen there. */
    static InetSocketAddress loopback(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(FIRST, LAST);
            if (!given.contains(port) && take(port)) {
                given.add(port);
                return port;
            }
        }
        throw new EnvironmentException("no free port between " + FIRST + " and " + LAST + " on "
                + loopback(0).getHostString() + " in " + TRIES + " tries; end other programs that listen there");
    }

    private boolean take(int port) {
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            probe.setOption(StandardSocketOptions.SO_REUSEADDR, false);
            probe.bind(loopback(port));
        } catch (IOException e) {
            return false;
        }
        if (!hold) {
            return true;
        }
        try {
            SocketChannel holder = SocketChannel.open();
            held.add(holder);
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            holder.bind(loopback(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a listener could be bound now. */
    static boolean free(int port) {
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            probe.bind(loopback(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        for (SocketChannel holder : held) {
            try {
                holder.close();
            } catch (IOException e) {
                // A socket that was never connected has nothing to lose.
            }
        }
    }
}
