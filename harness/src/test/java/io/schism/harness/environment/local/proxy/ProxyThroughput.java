package io.schism.harness.environment.local.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Prints round trips a second over plain sockets, directly and through the proxy, and the processor time the proxy's thread spends on each.
 * Started by hand, after {@code mvn -Dquick test-compile}:
 * {@code java -cp harness/target/test-classes:harness/target/classes:nemesis/target/classes io.schism.harness.environment.local.proxy.ProxyThroughput}.
 */
final class ProxyThroughput {
    private static final int MESSAGE_BYTES = 200;
    private static final int SECONDS = 5;

    private ProxyThroughput() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        out.printf("%-12s %12s %12s %10s %14s%n", "connections", "direct/s", "proxied/s", "ratio", "proxy us/trip");
        int[] chosen = arguments.length == 0
                ? new int[] {1, 10, 50, 200}
                : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        for (int connections : chosen) {
            try (ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
                Thread acceptor = new Thread(() -> serve(server), "acceptor");
                acceptor.setDaemon(true);
                acceptor.start();
                InetSocketAddress direct = (InetSocketAddress) server.getLocalSocketAddress();
                measure(direct, connections);
                double plain = measure(direct, connections);
                try (LinkProxy proxy = LinkProxy.of(List.of(Wire.B), new SplittableRandom(1))) {
                    InetSocketAddress at;
                    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                        at = (InetSocketAddress) probe.getLocalSocketAddress();
                    }
                    proxy.openClientPort(Wire.B, at, direct);
                    measure(at, connections);
                    long before = proxyNanos();
                    double proxied = measure(at, connections);
                    double each = (proxyNanos() - before) / 1e3 / (proxied * SECONDS);
                    out.printf(
                            "%-12d %,12.0f %,12.0f %10.2f %14.1f%n",
                            connections, plain, proxied, proxied / plain, each);
                }
            }
        }
    }

    private static long proxyNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().equals("schism-proxy")) {
                return threads.getThreadCpuTime(info.getThreadId());
            }
        }
        return 0;
    }

    private static void serve(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread echo = new Thread(() -> echo(socket), "echo");
                echo.setDaemon(true);
                echo.start();
            }
        } catch (IOException e) {
            // The server was closed: the round is over.
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static double measure(InetSocketAddress at, int connections) throws IOException, InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        LongAdder trips = new LongAdder();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Socket socket = new Socket(at.getAddress(), at.getPort());
            socket.setTcpNoDelay(true);
            Thread client = new Thread(() -> ask(socket, stop, trips), "client");
            clients.add(client);
            client.start();
        }
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(SECONDS);
        double result = trips.sum() * 1e9 / (System.nanoTime() - start);
        stop.set(true);
        for (Thread client : clients) {
            client.join();
        }
        return result;
    }

    private static void ask(Socket socket, AtomicBoolean stop, LongAdder trips) {
        byte[] message = new byte[MESSAGE_BYTES];
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (!stop.get()) {
                socket.getOutputStream().write(message);
                in.readFully(message);
                trips.increment();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
