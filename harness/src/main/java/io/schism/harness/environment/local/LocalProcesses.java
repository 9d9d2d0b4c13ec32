package io.schism.harness.environment.local;

import io.schism.harness.environment.Launch;
import io.schism.harness.environment.Launcher;
import io.schism.harness.environment.Site;
import io.schism.harness.environment.local.cgroup.ControlGroups;
import io.schism.harness.environment.local.proxy.LinkProxy;
import io.schism.harness.environment.process.ProcessTable;
import io.schism.harness.environment.process.Shell;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The processes of all nodes. Safe for several threads. */
final class LocalProcesses implements ProcessControl, ClockFactory.Children {
    /** What a node writes to standard output and error, all its lives in one file. */
    static final String LOG = "output.log";

    private final List<Site> sites;
    private final LinkProxy proxy;
    private final boolean shutsDoors;
    private final ControlGroups groups;
    private final Function<Site, NodeProcess> maker;
    private final Map<Node, Site> homes = new ConcurrentHashMap<>();
    private final Map<Node, NodeProcess> processes = new ConcurrentSkipListMap<>();
    private final List<BiConsumer<Node, Long>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Launcher launcher;

    LocalProcesses(
            List<Site> sites, LinkProxy proxy, boolean shutsDoors, Shell shell, Guard guard, ControlGroups groups) {
        this.sites = sites;
        this.proxy = proxy;
        this.shutsDoors = shutsDoors;
        this.groups = groups;
        ProcessTable table = ProcessTable.ofThisMachine();
        this.maker = site -> new NodeProcess(
                site.node(),
                shell,
                guard,
                table,
                enclosure(site.node()),
                Path.of(site.logDirectory()).resolve(LOG));
        sites.forEach(this::add);
    }

    private NodeProcess.Enclosure enclosure(Node node) {
        return new NodeProcess.Enclosure() {
            @Override
            public void admit(long pid) throws IOException {
                groups.admit(node, pid);
            }

            @Override
            public void open() {
                groups.thaw(node);
            }
        };
    }

    /** One more node, not started; does nothing when it is known. */
    void add(Site site) {
        homes.put(site.node(), site);
        processes.computeIfAbsent(site.node(), node -> maker.apply(site));
    }

    void launcher(Launcher starter) {
        launcher = starter;
    }

    /** No node starts any more: a fault that is still being healed must not bring one back after the end. */
    void end() {
        launcher = null;
    }

    /** The process of a node, dead or alive. */
    NodeProcess of(Node node) {
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
            Launch launch = current.launch(site, withNewcomer(site));
            process.start(launch, () -> update(node));
            update(node);
            process.pid().ifPresent(pid -> listeners.forEach(listener -> listener.accept(node, pid)));
        }
    }

    /** The nodes the run began with, and after them the one that is started, when it came later. */
    private List<Site> withNewcomer(Site site) {
        return sites.contains(site)
                ? sites
                : Stream.concat(sites.stream(), Stream.of(site)).toList();
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

    Site site(Node node) {
        Site site = homes.get(node);
        if (site == null) {
            throw new FaultException("there is no node " + node + " in this cluster");
        }
        return site;
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
    public boolean frozen(Node node) {
        return groups.frozen(node);
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
