package io.schism.results;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run was started: the content of {@code run.json}. Immutable.
 *
 * @param workload name of the workload: {@code register}
 * @param system what was tested: {@code raft}, {@code etcd}
 * @param environment where it ran: {@code local}, {@code docker}
 * @param nodes names of the nodes, in the order in which processes are spread over them
 * @param concurrency number of client threads; thread {@code i} talks to node {@code i mod nodes}; 0 when unknown
 * @param seed the seed of everything random in the run
 * @param started when it started, by the wall clock
 * @param ended when it ended, or null while it runs or when it crashed
 * @param commandLine program and arguments that repeat the run, as typed
 * @param configuration every setting in force, in a stable order, values as JSON has them
 * @param versions what was tested and with what: name → version, in a stable order
 */
public record RunInfo(
        String workload,
        String system,
        String environment,
        List<String> nodes,
        int concurrency,
        long seed,
        Instant started,
        @Nullable Instant ended,
        List<String> commandLine,
        Map<String, @Nullable Object> configuration,
        Map<String, String> versions) {
    public RunInfo {
        Objects.requireNonNull(workload, "workload");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(environment, "environment");
        nodes = List.copyOf(nodes);
        if (concurrency < 0) {
            throw new IllegalArgumentException("concurrency (" + concurrency + ") must not be negative");
        }
        Objects.requireNonNull(started, "started");
        commandLine = List.copyOf(commandLine);
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }

    /** The same, ended at this moment. */
    public RunInfo endedAt(Instant end) {
        return new RunInfo(
                workload,
                system,
                environment,
                nodes,
                concurrency,
                seed,
                started,
                end,
                commandLine,
                configuration,
                versions);
    }

    /** The node that a process talks to, or an empty string when that cannot be told. */
    public String nodeOf(int process) {
        if (process < 0 || concurrency == 0 || nodes.isEmpty()) {
            return "";
        }
        return nodes.get(process % concurrency % nodes.size());
    }
}
