package io.schism.harness.environment.local;

import io.schism.harness.disk.NodeDisks;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Launcher;
import io.schism.harness.environment.Preparation;
import io.schism.harness.environment.Provisioning;
import io.schism.harness.environment.Site;
import io.schism.harness.environment.local.cgroup.ControlGroups;
import io.schism.harness.environment.local.proxy.LinkProxy;
import io.schism.harness.environment.process.Shell;
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
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Nodes as child processes on loopback, without root and without containers; Linux and macOS. Every byte between nodes, and between clients
 * and nodes, passes through a {@link LinkProxy} in this JVM. Safe for several threads.
 *
 * <p>What a client sees at {@link #clientAddress}: a dead node refuses the connection (on Linux by the kernel, since the port is shut; elsewhere,
 * and while a process runs but does not listen yet, the connection is accepted and reset before the first byte is read, so nothing of a
 * request has left for the node either). A paused node accepts and is silent, as is every node behind a partition. A client that was never
 * sent a byte by the server can therefore not tell by the reset alone that its request stayed behind; one whose protocol makes the server speak first
 * (HTTP/2 settings: gRPC sends no call before them) can.
 *
 * <p>When the harness dies, a guard process kills the nodes, paused and frozen ones included.
 */
public final class LocalEnvironment implements Environment {
    private final LocalLayout layout;
    private final Directories directories;
    private final Ports ports;
    private final LinkProxy proxy;
    private final Guard guard;
    private final List<Site> sites;
    private final Places places;
    private final LocalProcesses processes;
    private final Provisioning provisioning;
    private final Optional<ClockControl> clocks;
    private final ControlGroups groups;
    private final ProcessorTime cpu;
    private final Optional<NodeDisks> disks;
    private boolean closed;

    private LocalEnvironment(LocalLayout layout, ClockFactory clockFactory, Optional<NodeDisks> disks) {
        this.layout = layout;
        this.disks = disks;
        directories = new Directories(layout, disks);
        ports = Ports.ofThisMachine();
        proxy = LinkProxy.of(layout.nodes(), new SplittableRandom());
        groups = ControlGroups.ofThisMachine(layout.run());
        try {
            places = new Places(directories, ports, proxy);
            sites = places.open(layout.nodes());
            Shell shell = Shell.ofThisMachine();
            guard = new Guard(shell, layout.nodesDirectory().toString());
            processes = new LocalProcesses(sites, proxy, ports.holds(), shell, guard, groups);
            provisioning = new LocalProvisioning(places, directories, processes);
            cpu = new ProcessorTime(groups, new DutyCycles(processes::of, shell));
            clocks = clockFactory.create(processes);
        } catch (EnvironmentException e) {
            undo(e);
            throw e;
        }
    }

    /** Nothing was started yet, so nothing but ports and empty directories is there to be undone. A guard that is left alone ends with us. */
    private void undo(EnvironmentException cause) {
        proxy.close();
        ports.close();
        try {
            directories.removeData();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Makes directories, ports, proxies and the guard; no node runs yet.
     *
     * @throws EnvironmentException when it cannot be done
     */
    public static LocalEnvironment create(LocalLayout layout, ClockFactory clockFactory) {
        return new LocalEnvironment(layout, clockFactory, Optional.empty());
    }

    /**
     * The same, with disks of their own for the nodes, which are closed with the environment.
     *
     * @throws EnvironmentException when it cannot be done
     */
    public static LocalEnvironment create(LocalLayout layout, ClockFactory clockFactory, NodeDisks disks) {
        try {
            return new LocalEnvironment(layout, clockFactory, Optional.of(disks));
        } catch (EnvironmentException e) {
            disks.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public List<Node> nodes() {
        return layout.nodes();
    }

    @Override
    public List<Site> sites() {
        return sites;
    }

    @Override
    public void prepare(Set<Preparation> needs) {
        if (!needs.contains(Preparation.LIMITS)) {
            return;
        }
        try {
            for (Path group : groups.places()) {
                guard.sweep(group);
            }
            groups.make();
        } catch (FaultException | IOException e) {
            throw new EnvironmentException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void start(Launcher launcher) {
        processes.launcher(launcher);
        disks.ifPresent(all -> all.files(launcher.dataFiles()));
        try {
            layout.nodes().forEach(processes::start);
        } catch (FaultException e) {
            throw new EnvironmentException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public InetSocketAddress clientAddress(Node node) {
        return places.clientAddress(node)
                .orElseThrow(() -> new IllegalArgumentException("there is no node " + node + " in this cluster"));
    }

    @Override
    public ProcessControl processes() {
        return processes;
    }

    @Override
    public NetworkControl network() {
        return proxy;
    }

    @Override
    public Optional<FreezeControl> freezer() {
        return Optional.of(groups.freezer(processes::undisturbed));
    }

    @Override
    public Optional<MemoryControl> memory() {
        return Optional.of(groups.memory());
    }

    @Override
    public Optional<CpuControl> cpu() {
        return Optional.of(cpu);
    }

    @Override
    public Optional<ClockControl> clocks() {
        return clocks;
    }

    @Override
    public Optional<Provisioning> provisioning() {
        return Optional.of(provisioning);
    }

    @Override
    public Optional<DiskControl> disks() {
        return disks.map(all -> all);
    }

    @Override
    public String logTail(Node node, int lines) {
        return Directories.tail(directories.logs(node).resolve(LocalProcesses.LOG), lines);
    }

    /**
     * {@inheritDoc}
     *
     * @throws EnvironmentException when something could not be removed, after all else has been
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<String> left = new ArrayList<>();
        processes.end();
        try {
            cpu.close();
        } catch (FaultException e) {
            left.add(String.valueOf(e.getMessage()));
        }
        for (Node node : processes.nodes()) {
            try {
                processes.kill(node);
            } catch (FaultException e) {
                left.add(String.valueOf(e.getMessage()));
            }
        }
        try {
            groups.close();
        } catch (FaultException e) {
            left.add(String.valueOf(e.getMessage()));
        }
        guard.close();
        proxy.close();
        ports.close();
        try {
            disks.ifPresent(NodeDisks::close);
        } catch (FaultException e) {
            left.add(String.valueOf(e.getMessage()));
        }
        try {
            directories.removeData();
        } catch (IOException e) {
            left.add("data under " + layout.dataDirectory() + " is not removed (" + e + ")");
        }
        proxy.defect().ifPresent(defect -> left.add("the proxy had a defect: " + defect));
        if (!left.isEmpty()) {
            throw new EnvironmentException("tearing down the local environment: " + String.join("; ", left));
        }
    }
}
