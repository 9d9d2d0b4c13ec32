package io.schism.harness.system;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Launch;
import io.schism.harness.environment.Launcher;
import io.schism.harness.environment.Site;
import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Nodes as bare child processes on loopback that dial each other directly: no proxies, so no network faults. */
public final class ProcessEnvironment implements Environment, ProcessControl {
    private final Path directory;
    private final Map<Node, Site> sites = new LinkedHashMap<>();
    private final Map<Node, Process> running = new ConcurrentHashMap<>();
    private @Nullable Launcher launcher;

    public ProcessEnvironment(Path directory, int nodes) throws IOException {
        this.directory = directory;
        List<Integer> ports = freePorts(2 * nodes);
        for (int i = 0; i < nodes; i++) {
            Node node = new Node("n" + (i + 1));
            Path home = Files.createDirectories(directory.resolve(node.name()));
            sites.put(
                    node,
                    new Site(
                            node,
                            "127.0.0.1",
                            ports.get(2 * i),
                            ports.get(2 * i + 1),
                            "127.0.0.1",
                            home.resolve("data").toString(),
                            home.resolve("log").toString(),
                            OptionalInt.empty()));
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i : IntStream.range(0, count).toArray()) {
                sockets.add(i, new ServerSocket(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public List<Node> nodes() {
        return List.copyOf(sites.keySet());
    }

    @Override
    public List<Site> sites() {
        return List.copyOf(sites.values());
    }

    public Site site(Node node) {
        return sites.get(node);
    }

    @Override
    public void start(Launcher how) {
        launcher = how;
        nodes().forEach(this::start);
    }

    @Override
    public InetSocketAddress clientAddress(Node node) {
        return new InetSocketAddress("127.0.0.1", sites.get(node).clientPort());
    }

    @Override
    public ProcessControl processes() {
        return this;
    }

    @Override
    public NetworkControl network() {
        throw new UnsupportedOperationException("no proxies here");
    }

    @Override
    public Optional<ClockControl> clocks() {
        return Optional.empty();
    }

    private Path log(Node node) {
        return directory.resolve(node.name()).resolve("node.log");
    }

    @Override
    public String logTail(Node node, int lines) {
        try {
            List<String> all = Files.readAllLines(log(node));
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public State state(Node node) {
        Process process = running.get(node);
        if (process == null || !process.isAlive()) {
            return State.DEAD;
        }
        return State.RUNNING;
    }

    @Override
    public Optional<Long> pid(Node node) {
        return Optional.ofNullable(running.get(node)).filter(Process::isAlive).map(Process::pid);
    }

    @Override
    public void kill(Node node) {
        Process process = running.remove(node);
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new EnvironmentException(node + " does not die");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void terminate(Node node) {
        kill(node);
    }

    @Override
    public void start(Node node) {
        Launch launch = java.util.Objects.requireNonNull(launcher).launch(sites.get(node), sites());
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(node).toFile()));
        builder.environment().putAll(launch.environment());
        try {
            running.put(node, builder.start());
        } catch (IOException e) {
            throw new EnvironmentException("cannot start " + node, e);
        }
    }

    @Override
    public void pause(Node node) {
        signal(node, "-STOP");
    }

    @Override
    public void resume(Node node) {
        signal(node, "-CONT");
    }

    private void signal(Node node, String signal) {
        try {
            int code = new ProcessBuilder(
                            "kill", signal, Long.toString(pid(node).orElseThrow()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new EnvironmentException("kill " + signal + " ended with " + code);
            }
        } catch (IOException e) {
            throw new EnvironmentException("kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        nodes().forEach(this::kill);
    }
}
