package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import io.schism.harness.clock.TargetProcess;
import io.schism.harness.clock.VdsoProbe;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.harness.environment.docker.pod.PodShell;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The side containers that reach into nodes' memory: one a node, made when it is first needed, and again after the node was started again,
 * because a process namespace ends with its first process. Safe for several threads.
 */
final class Tracers {
    private final DockerClient client;
    private final Assembly assembly;
    private final Freezer freezer;
    private final HostProcesses host;
    private final Function<Node, Pod> pods;
    private final Map<Node, Tracer> tracers = new ConcurrentHashMap<>();
    private Optional<String> refusal = Optional.empty();
    private boolean probed;

    Tracers(DockerClient client, Assembly assembly, Freezer freezer, HostProcesses host, Function<Node, Pod> pods) {
        this.client = client;
        this.assembly = assembly;
        this.freezer = freezer;
        this.host = host;
        this.pods = pods;
    }

    /** Why memory cannot be reached this way here, found out once on the side container of a node, or empty when it can. */
    synchronized Optional<String> refusal(Node node) {
        if (!probed) {
            refusal = probe(node);
            probed = true;
        }
        return refusal;
    }

    private Optional<String> probe(Node node) {
        String side = pods.apply(node).side();
        try (Tracer tracer = new Tracer(assembly.tracer(node + "-probe", side), 0)) {
            return VdsoProbe.refusal(new TracedProcess(pods.apply(node).in(side), 0, tracer.shell, freezer, host));
        } catch (EnvironmentException | FaultException e) {
            return Optional.of("a side container with SYS_PTRACE cannot reach the memory of a node (" + e.getMessage()
                    + "); use an engine that grants it, or leave clock faults out");
        }
    }

    /** The node's process, whose identifier is given so that an earlier one is not mistaken for it. */
    TargetProcess into(Node node, long pid) {
        String container = pods.apply(node).container();
        Tracer tracer = tracers.compute(node, (name, known) -> {
            if (known != null && known.pid == pid) {
                return known;
            }
            if (known != null) {
                known.close();
            }
            return new Tracer(assembly.tracer(node.name(), container), pid);
        });
        return new TracedProcess(pods.apply(node), pid, tracer.shell, freezer, host);
    }

    /** Ends the shells; the containers go with the run. */
    void close() {
        tracers.values().forEach(Tracer::hangUp);
    }

    private final class Tracer implements AutoCloseable {
        private final String container;
        private final long pid;
        private final PodShell shell;

        Tracer(String container, long pid) {
            this.container = container;
            this.pid = pid;
            this.shell = new PodShell(client, container, "clock");
        }

        void hangUp() {
            try {
                shell.close();
            } catch (IOException gone) {
                return; // it ended with the node it looked into
            }
        }

        @Override
        public void close() {
            hangUp();
            Errands.discard(client, container);
        }
    }
}
