package io.schism.harness.environment.docker;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Launch;
import io.schism.harness.environment.Launcher;
import io.schism.harness.environment.Provisioning;
import io.schism.harness.environment.Site;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The containers of nodes, made anew where the one there is cannot do: for a node that came later, for another image, another command
 * line. The pod and the data stay. Safe for several threads, one deed a node at a time.
 */
final class NodeContainers implements Provisioning {
    private final DockerEnvironment environment;
    private final DockerOptions options;
    private final Assembly assembly;
    private final Map<Node, Pod> pods;
    private final Consumer<Node> farewell;
    private final Map<Node, Made> made = new ConcurrentHashMap<>();
    private final Deque<Node> vacant = new ArrayDeque<>();
    private volatile @Nullable Launcher launcher;

    /**
     * @param pods the pods of all nodes, those that come later too
     * @param farewell told of a node whose container is about to go
     */
    NodeContainers(
            DockerEnvironment environment,
            DockerOptions options,
            Assembly assembly,
            Map<Node, Pod> pods,
            Consumer<Node> farewell) {
        this.environment = environment;
        this.options = options;
        this.assembly = assembly;
        this.pods = pods;
        this.farewell = farewell;
    }

    private record Made(String image, Launch launch) {}

    void launcher(Launcher starter) {
        launcher = starter;
    }

    /** No container is made any more: a fault that is still being healed must not bring one back after the end. */
    void end() {
        launcher = null;
    }

    /** Makes and starts a container unless the one there is would be the same; true when it did. */
    boolean renewed(Node node) {
        Launcher current = launcher;
        if (current == null) {
            throw new FaultException("cannot start " + node + ": the environment does not run");
        }
        Launch here = current.launch(environment.site(node), withNewcomer(node));
        String image = options.images()
                .map(images -> images.apply(here.command().get(0)))
                .orElse(options.image());
        Made wanted = new Made(image, options.inImage().apply(here));
        if (wanted.equals(made.get(node))) {
            return false;
        }
        farewell.accept(node);
        made.remove(node);
        pods.computeIfPresent(node, (name, pod) -> pod.in("")); // until the new one runs there is none
        pods.computeIfPresent(node, (name, pod) -> assembly.launched(pod, wanted.image(), wanted.launch()));
        made.put(node, wanted);
        return true;
    }

    /** The nodes the run began with, and after them the one that is started, when it came later. */
    private List<Site> withNewcomer(Node node) {
        List<Site> all = new ArrayList<>(environment.sites());
        if (!environment.nodes().contains(node)) {
            all.add(environment.site(node));
        }
        return all;
    }

    @Override
    public synchronized Site furnish() {
        Node free = vacant.poll();
        if (free != null) {
            return environment.site(free);
        }
        Node node = new Node("n" + (pods.size() + 1));
        try {
            pods.put(node, assembly.pod(node));
            return environment.site(node);
        } catch (EnvironmentException e) {
            throw new FaultException("no place for one more node: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void vacate(Node furnished) {
        if (vacant.contains(furnished)) {
            return;
        }
        environment.processes().kill(furnished);
        wipe(furnished);
        vacant.add(furnished);
    }

    @Override
    public long wipe(Node dead) {
        requireDead(dead);
        String printed = onData(dead, "du -sb " + Assembly.DATA + " && rm -rf " + Assembly.DATA + "/*");
        try {
            return Long.parseLong(printed.split("\\s")[0]);
        } catch (NumberFormatException e) {
            throw new FaultException(
                    "the data of " + dead + " is thrown away; how much it was is not known: " + printed, e);
        }
    }

    @Override
    public String run(Node dead, Path lent, Function<String, List<String>> command) {
        requireDead(dead);
        Launch inImage = options.inImage().apply(new Launch(command.apply("/" + lent.getFileName()), Map.of()));
        String image = Optional.ofNullable(made.get(dead)).map(Made::image).orElse(options.image());
        return assembly.errand(dead, image, inImage.command(), List.of(lent));
    }

    @Override
    public void unfold(Node dead, String folder) {
        requireDead(dead);
        String from = Assembly.DATA + "/" + folder;
        var unused = onData(dead, "mv " + from + "/* " + Assembly.DATA + " && rm -r " + from);
    }

    /** Runs a line of shell that sees the node's data. */
    private String onData(Node node, String line) {
        return assembly.errand(node, options.podImage(), List.of("bash", "-c", "shopt -s dotglob; " + line), List.of());
    }

    private void requireDead(Node node) {
        if (environment.processes().state(node) != State.DEAD) {
            throw new FaultException("the data of " + node + " is not to be touched while it runs; kill it first");
        }
    }

    @Override
    public Optional<String> programRefusal(String program) {
        if (options.images().isEmpty()) {
            return Optional.of("--image says what all nodes are made of; leave it out, or use --env local");
        }
        try {
            var unused = options.images().get().apply(program);
            return Optional.empty();
        } catch (EnvironmentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
