package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import io.schism.harness.clock.VdsoClocks;
import io.schism.harness.disk.NodeDisks;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Launcher;
import io.schism.harness.environment.Loss;
import io.schism.harness.environment.Preparation;
import io.schism.harness.environment.Provisioning;
import io.schism.harness.environment.Site;
import io.schism.harness.environment.docker.network.ContainerNetwork;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.DiskControl;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Nodes as containers, in pods. Addresses, published ports, rules and data survive kill and restart of a node. Everything made carries the
 * run's label; {@link #close} removes it and needs no reaper for that.
 */
public final class DockerEnvironment implements Environment {
    private static final int LOG_SECONDS = 20;

    private final DockerClient client;
    private final DockerOptions options;
    private final Optional<NodeDisks> disks;
    private final Sweep sweep;
    private final Assembly assembly;
    private final ExecutorService parallel;
    private final Map<Node, Pod> pods = new ConcurrentHashMap<>();
    private final Loss loss = new Loss();
    private final List<Node> nodes;
    private final NodeContainers containers;
    private final ContainerProcesses processes;
    private final ContainerNetwork network;
    private final HostProcesses host;
    private final Tracers tracers;
    private final VdsoClocks clocks;
    private final ContainerFreezing freezing;
    private final ProcessorShares processors;
    private final MemoryLimits memory;
    private volatile Set<Preparation> needs = Set.of();

    private DockerEnvironment(
            Engine engine, DockerOptions options, Optional<NodeDisks> disks, EngineLimits limits, HostProcesses host) {
        this.client = engine.client();
        this.options = options;
        this.disks = disks;
        this.sweep = new Sweep(engine);
        this.nodes = IntStream.rangeClosed(1, options.nodes())
                .mapToObj(number -> new Node("n" + number))
                .toList();
        this.parallel = Executors.newFixedThreadPool(options.nodes(), work -> {
            Thread thread = new Thread(work, "schism-docker");
            thread.setDaemon(true);
            return thread;
        });
        this.assembly = new Assembly(client, options, disks, node -> loss.report(gone(node)));
        onEach(node -> pods.put(node, assembly.pod(node)));
        Freezer freezer = new Freezer(client);
        this.host = host;
        this.tracers = new Tracers(client, assembly, freezer, host, this::pod);
        this.containers = new NodeContainers(this, options, assembly, pods, this::saveLog);
        this.processes = new ContainerProcesses(client, freezer, host, this::pod, containers::renewed, this::started);
        this.clocks = new VdsoClocks(
                node -> processes.pid(node).map(pid -> tracers.into(node, pid)),
                processes::undisturbed,
                () -> limits.control().or(() -> tracers.refusal(nodes.get(0))),
                options.monotonicRefusal());
        this.freezing = new ContainerFreezing(freezer, this::pod, processes, limits.control());
        this.processors = new ProcessorShares(client, this::pod, limits.control());
        this.memory = new MemoryLimits(client, this::pod, limits.control());
        this.network = new ContainerNetwork(client, nodes, this::pod, assembly.gateway(), options.shaper(), parallel);
    }

    /**
     * Makes the network and the side containers of a run; the nodes themselves start later.
     *
     * @throws EnvironmentException when it cannot be done; nothing is left behind then
     */
    public static DockerEnvironment create(Engine engine, DockerOptions options) {
        return create(engine, options, Optional.empty(), HostProcesses.ofThisMachine());
    }

    /**
     * The same, with disks of their own for the nodes, which are closed with the environment.
     *
     * @throws EnvironmentException when it cannot be done; nothing is left behind then
     */
    public static DockerEnvironment create(Engine engine, DockerOptions options, NodeDisks disks) {
        try {
            return create(engine, options, Optional.of(disks), HostProcesses.ofThisMachine());
        } catch (EnvironmentException e) {
            disks.close();
            throw e;
        }
    }

    /** The same, with what is seen of the engine's processes on this machine, which is nothing when the engine is elsewhere. */
    static DockerEnvironment create(
            Engine engine, DockerOptions options, Optional<NodeDisks> disks, HostProcesses host) {
        EngineLimits limits = engine.limits();
        limits.clients().ifPresent(why -> {
            throw new EnvironmentException("--env docker: " + why);
        });
        engine.requireImage(options.image());
        engine.requireImage(options.podImage());
        try {
            return new DockerEnvironment(engine, options, disks, limits, host);
        } catch (RuntimeException e) {
            // Whatever went wrong, and a thread that is interrupted hears it from docker-java in many ways.
            new Sweep(engine).remove(Optional.of(options.run()));
            throw e instanceof EnvironmentException
                    ? e
                    : new EnvironmentException("cannot set up the containers: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public List<Site> sites() {
        return nodes.stream().map(this::site).toList();
    }

    Site site(Node node) {
        return new Site(
                node,
                "0.0.0.0",
                options.peerPort(),
                options.clientPort(),
                pod(node).address(),
                Assembly.DATA,
                "/tmp",
                OptionalInt.empty());
    }

    @Override
    public void prepare(Set<Preparation> preparations) {
        needs = Set.copyOf(preparations);
        if (needs.contains(Preparation.PROBES)) {
            onEach(network::prepareCuts);
        }
        if (needs.contains(Preparation.PACKETS)) {
            onEach(network::preparePackets);
        }
    }

    @Override
    public void start(Launcher launcher) {
        disks.ifPresent(all -> all.files(launcher.dataFiles()));
        containers.launcher(launcher);
        onEach(node -> {
            containers.renewed(node);
            if (needs.contains(Preparation.CLOCKS)) {
                clocks.prepare(node);
            }
        });
    }

    @Override
    public InetSocketAddress clientAddress(Node node) {
        return new InetSocketAddress("127.0.0.1", pod(node).clientPort());
    }

    @Override
    public ProcessControl processes() {
        return processes;
    }

    @Override
    public NetworkControl network() {
        return network;
    }

    @Override
    public Optional<ClockControl> clocks() {
        return Optional.of(clocks);
    }

    @Override
    public Optional<FreezeControl> freezer() {
        return Optional.of(freezing);
    }

    @Override
    public Optional<CpuControl> cpu() {
        return Optional.of(processors);
    }

    @Override
    public Optional<MemoryControl> memory() {
        return Optional.of(memory);
    }

    @Override
    public Optional<DiskControl> disks() {
        return disks.map(all -> all);
    }

    @Override
    public Optional<Provisioning> provisioning() {
        return Optional.of(containers);
    }

    @Override
    public Optional<String> lost() {
        return loss.why();
    }

    @Override
    public void onLoss(Runnable listener) {
        loss.listener(listener);
    }

    /** A side container does nothing but sleep, so it never ends by itself. */
    private static String gone(Node node) {
        return "the side container of " + node
                + " ended in mid-run: the container engine was restarted or stopped, or somebody removed the container";
    }

    private void started(Node node) {
        processors.renewed(node);
        clocks.started(node);
        if (needs.contains(Preparation.CLOCKS)) {
            parallel.execute(() -> {
                try {
                    clocks.prepare(node);
                } catch (FaultException tooEarly) {
                    return; // the fault that needs it tries again and says what is wrong
                }
            });
        }
    }

    @Override
    public String logTail(Node node, int lines) {
        StringBuilder text = new StringBuilder();
        readLog(node, lines, frame -> text.append(new String(frame.getPayload(), StandardCharsets.UTF_8)));
        return text.toString().stripTrailing();
    }

    @Override
    public void close() {
        loss.expected();
        containers.end();
        saveLogs();
        pods.keySet().forEach(this::closeShell);
        tracers.close();
        host.close();
        network.close();
        parallel.shutdownNow();
        try {
            sweep.remove(Optional.of(options.run()));
        } finally {
            disks.ifPresent(NodeDisks::discard);
        }
    }

    /** What an engine that hangs does not give in time is left. */
    private void saveLogs() {
        CompletableFuture<?>[] saved = pods.keySet().stream()
                .map(node -> CompletableFuture.runAsync(() -> saveLog(node), parallel))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(saved).get(2 * LOG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException lost) {
            return; // a log that cannot be had must not keep the rest from being removed
        }
    }

    private void saveLog(Node node) {
        Path folder = options.logs().resolve(node.name());
        try {
            Files.createDirectories(folder);
            try (OutputStream out = Files.newOutputStream(
                    folder.resolve("container.log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                readLog(node, Integer.MAX_VALUE, frame -> {
                    try {
                        out.write(frame.getPayload());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        } catch (IOException | RuntimeException lost) {
            // A log that cannot be had (the engine is gone) must not keep the rest from being removed.
            return;
        }
    }

    private void closeShell(Node node) {
        try {
            pod(node).shell().close();
        } catch (IOException gone) {
            return; // the engine went away first, and the shell with it
        }
    }

    private void readLog(Node node, int lines, Consumer<Frame> sink) {
        String container = pod(node).container();
        if (container.isEmpty()) {
            return;
        }
        ResultCallback.Adapter<Frame> frames = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                sink.accept(frame);
            }
        };
        try (frames) {
            var command = client.logContainerCmd(container).withStdOut(true).withStdErr(true);
            (lines == Integer.MAX_VALUE ? command.withTailAll() : command.withTail(lines)).exec(frames);
            frames.awaitCompletion(LOG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | DockerException gone) {
            return; // what was read so far is what there is
        }
    }

    /** The place of a node. */
    Pod pod(Node node) {
        Pod pod = pods.get(node);
        if (pod == null) {
            throw new EnvironmentException("no node " + node + " in this run; there are " + nodes);
        }
        return pod;
    }

    private void onEach(Consumer<Node> step) {
        Function<Node, CompletableFuture<Void>> beside =
                node -> CompletableFuture.runAsync(() -> step.accept(node), parallel);
        List<CompletableFuture<Void>> all = nodes.stream().map(beside).toList();
        for (CompletableFuture<Void> one : all) {
            try {
                one.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof EnvironmentException known
                        ? known
                        : new EnvironmentException("cannot set up the containers: " + e.getCause(), e);
            }
        }
    }
}
