package io.schism.results.web;

import com.sun.net.httpserver.HttpServer;
import io.schism.results.store.RunStore;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shows a directory of runs to browsers on this machine: a list with filters, reports, files, a zip of each run, two runs side by side, the
 * trend. It only reads, it listens on 127.0.0.1 alone, and it answers only requests that name it so, which keeps web pages of others from
 * reading runs by pointing a name of theirs at this machine (DNS rebinding). Safe for several threads.
 */
public final class RunServer implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;

    private RunServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to serve.
     *
     * @param port the port; 0 for any free one
     * @throws IOException when the port is taken, with a message of one line
     */
    public static RunServer start(RunStore store, int port) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        } catch (BindException e) {
            throw new IOException(
                    "port " + port + " on 127.0.0.1 cannot be had (" + e.getMessage() + "); give another with --port",
                    e);
        }
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "serve-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.createContext("/", new Router(store, server.getAddress().getPort()));
        server.setExecutor(threads);
        server.start();
        return new RunServer(server, threads);
    }

    /** Where the list of runs is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
