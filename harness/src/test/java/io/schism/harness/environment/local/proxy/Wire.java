package io.schism.harness.environment.local.proxy;

import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Two nodes behind a proxy, their servers being plain sockets of the test. */
final class Wire implements AutoCloseable {
    static final Node A = new Node("a");
    static final Node B = new Node("b");
    static final Link TO_B = new Link(Node.CLIENTS, B);
    static final Link FROM_B = TO_B.reversed();
    private static final int PATIENCE_MILLIS = 10_000;
    /** How long nothing must come for it to count as silence. */
    private static final int SILENCE_MILLIS = 250;

    final LinkProxy proxy = LinkProxy.of(List.of(A, B), new SplittableRandom(7));
    final ServerSocket serverB = server();
    final InetSocketAddress clientPortB = free();
    final InetSocketAddress forwardA = free();
    private final List<AutoCloseable> open = new ArrayList<>();

    Wire() throws IOException {
        proxy.openClientPort(B, clientPortB, (InetSocketAddress) serverB.getLocalSocketAddress());
        proxy.openForward(A, forwardA, Map.of("b.peer:2380", new LinkProxy.Peer(B, (InetSocketAddress)
                serverB.getLocalSocketAddress())));
    }

    private static ServerSocket server() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
        return server;
    }

    private static InetSocketAddress free() throws IOException {
        try (ServerSocket probe = server()) {
            return (InetSocketAddress) probe.getLocalSocketAddress();
        }
    }

    /** A client's connection to the port of B. */
    Socket connect() throws IOException {
        return connect(clientPortB);
    }

    Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = new Socket(to.getAddress(), to.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        open.add(socket);
        return socket;
    }

    /** The server's end of a connection to B. */
    Socket accept() throws IOException {
        Socket socket = serverB.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        open.add(socket);
        return socket;
    }

    /** A connection to B that the proxy has carried a byte over already, so that nothing of its making is still under way. */
    Pair pair() throws IOException {
        Pair pair = new Pair(connect(), accept());
        write(pair.client, "?");
        read(pair.server, 1);
        write(pair.server, "!");
        read(pair.client, 1);
        return pair;
    }

    record Pair(Socket client, Socket server) {}

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads exactly so many characters, fewer only at the end of the stream. */
    static String read(Socket socket, int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.US_ASCII);
    }

    static boolean silent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        try {
            return socket.getInputStream().read() == Integer.MIN_VALUE;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    boolean nobodyConnects() throws IOException {
        serverB.setSoTimeout(SILENCE_MILLIS);
        try {
            open.add(serverB.accept());
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            serverB.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        serverB.close();
        for (AutoCloseable each : open) {
            EventLoop.closeQuietly(each);
        }
    }
}
