package io.schism.harness.environment.local;

import io.schism.harness.environment.Launch;
import io.schism.harness.environment.Launcher;
import io.schism.harness.environment.Site;
import io.schism.harness.environment.local.proxy.LinkProxy;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The processes of all nodes. Safe for several threads. */
final class LocalProcesses implements ProcessControl, ClockFactory.Children {
    /** What a node writes to standard output and error, all its lives in one file. */
    static final String LOG = "output.log";

    private final List<Site> sites;
    private final LinkProxy proxy;
    private final boolean shutsDoors;
    private final Map<Node, NodeProcess> processes = new LinkedHashMap<>();
    private final List<BiConsumer<Node, Long>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Launcher launcher;

    LocalProcesses(List<Site> sites, LinkProxy proxy, boolean shutsDoors, Shell shell, Guard guard) {
        this.sites = sites;
        this.proxy = proxy;
        this.shutsDoors = shutsDoors;
        ProcessTable table = ProcessTable.ofThisMachine();
        for (Site site : sites) {
            Path log = Path.of(site.logDirectory()).resolve(LOG);
            processes.put(site.node(), new NodeProcess(site.node(), shell, guard, table, log));
        }
    }

    void launcher(Launcher starter) {
        launcher = starter;
    }

    /** No node starts any more: a fault that is still being healed must not bring one back after the end. */
    void end() {
        launcher = null;
    }

    private NodeProcess of(Node node) {
        NodeProcess process = processes.get(node);
        if (process == null) {
            throw new FaultException("there is no node " + node + " in this cluster");
        }
        return process;
    }

    @Override
    public void start(Node node) {
        NodeProcess process = of(node);
        synchronized (process) {
            Launcher current = launcher;
            if (current == null) {
                throw new FaultException("cannot start " + node + ": the environment does not run");
            }
            if (process.state() != State.DEAD) {
                return;
            }
            Site site = site(node);
            requireFree(site, site.peerPort());
            requireFree(site, site.clientPort());
            Launch launch = current.launch(site, sites);
            process.start(launch, () -> update(node));
            update(node);
            process.pid().ifPresent(pid -> listeners.forEach(listener -> listener.accept(node, pid)));
        }
    }

    /** The client port is shut exactly while there is no process; asked, not remembered, because an end may overtake a start. */
    private void update(Node node) {
        if (!shutsDoors) {
            return;
        }
        NodeProcess process = of(node);
        synchronized (process) {
            proxy.reachable(node, process.state() != State.DEAD);
        }
    }

    private static void requireFree(Site site, int port) {
        if (!Ports.free(port)) {
            throw new FaultException("port " + port + " of " + site.node()
                    + " is in use by another program; end that program or start a new run, which chooses other ports");
        }
    }

    private Site site(Node node) {
        return sites.stream()
                .filter(site -> site.node().equals(node))
                .findFirst()
                .orElseThrow(() -> new FaultException("there is no node " + node + " in this cluster"));
    }

    @Override
    public State state(Node node) {
        return of(node).state();
    }

    @Override
    public Optional<Long> pid(Node node) {
        OptionalLong pid = of(node).pid();
        return pid.isPresent() ? Optional.of(pid.getAsLong()) : Optional.empty();
    }

    @Override
    public void kill(Node node) {
        of(node).kill();
        update(node);
    }

    @Override
    public void terminate(Node node) {
        of(node).terminate();
        update(node);
    }

    @Override
    public void pause(Node node) {
        of(node).pause();
    }

    @Override
    public void resume(Node node) {
        of(node).resume();
    }

    @Override
    public List<Node> nodes() {
        return List.copyOf(processes.keySet());
    }

    @Override
    public void undisturbed(Node node, Runnable work) {
        NodeProcess process = of(node);
        synchronized (process) {
            work.run();
        }
    }

    @Override
    public void onStart(BiConsumer<Node, Long> listener) {
        listeners.add(listener);
    }
}
