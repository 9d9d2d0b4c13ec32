package io.schism.harness.system.raft.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A door on loopback that leads to one peer: every connection to it goes on through the HTTP proxy of this node, by CONNECT, to the name the
 * peer announces. Ratis switches gRPC's proxy detection off, and the gRPC it ships comes without the handler that speaks CONNECT;
 * so the proxy is spoken to here, outside of it. When either side ends, so does the other. Two threads a connection.
 */
final class Tunnel {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
    private static final int LONGEST_HEAD = 8192;

    private final ServerSocket door;
    private final String target;
    private final int proxyPort;

    private Tunnel(ServerSocket door, String target, int proxyPort) {
        this.door = door;
        this.target = target;
        this.proxyPort = proxyPort;
    }

    /** Opens the door; {@code target} is {@code host:port} as the proxy knows it. Lives as long as the process. */
    static Tunnel open(String target, int proxyPort) throws IOException {
        Tunnel tunnel = new Tunnel(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), target, proxyPort);
        start("tunnel " + target, tunnel::accept);
        return tunnel;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    private void accept() {
        while (true) {
            try {
                Socket near = door.accept();
                start("tunnel to " + target, () -> connect(near));
            } catch (IOException e) {
                LOG.error("the tunnel to {} has closed", target, e);
                return;
            }
        }
    }

    private void connect(Socket near) {
        try (near;
                Socket far = new Socket(InetAddress.getLoopbackAddress(), proxyPort)) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            String head = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
            far.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = readHead(far.getInputStream());
            if (!answer.matches("(?s)HTTP/1\\.[01] 200 .*")) {
                LOG.debug("the proxy refuses to connect to {}: {}", target, answer);
                return;
            }
            start("tunnel from " + target, () -> pump(far, near));
            pump(near, far);
        } catch (IOException e) {
            LOG.debug("connection to {} has ended: {}", target, e.toString());
        }
    }

    /** Byte by byte, because what follows the empty line belongs to the peer. */
    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD) {
                throw new IOException("the proxy answered \"" + head + "\" and no more");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (SocketException ended) {
            // one side was reset, or the other direction has ended and closed both
        } catch (IOException e) {
            LOG.debug("connection has ended", e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
