package io.schism.harness;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.ScratchFiles;
import io.schism.harness.environment.docker.Engine;
import io.schism.harness.environment.docker.EngineLimits;
import io.schism.harness.environment.local.cgroup.ControlGroups;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.harness.system.etcd.EtcdReleases;
import io.schism.nemesis.catalogue.Availability;
import io.schism.nemesis.catalogue.FaultCatalogue;
import io.schism.nemesis.family.Targets;
import io.schism.results.store.DirectoryTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out what this machine can and cannot do, and how to mend it. Used by one thread. */
public final class Doctor {
    private final String etcdBinary;

    public Doctor(String etcdBinary) {
        this.etcdBinary = Objects.requireNonNull(etcdBinary, "etcdBinary");
    }

    /**
     * One thing that was looked at.
     *
     * @param name what it is
     * @param works whether it can be used
     * @param words what was found, or what is missing and how to mend it
     */
    public record Finding(String name, boolean works, String words) {}

    /** Systems and environments. */
    public List<Finding> machine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "machine",
                true,
                Version.ofMachine() + ", " + Runtime.getRuntime().maxMemory() / (1 << 20)
                        + " MB of heap for the harness"));
        findings.add(system("raft", () -> Systems.named("raft", Map.of(), etcdBinary)));
        findings.add(system("etcd", () -> Systems.named("etcd", Map.of(), etcdBinary)));
        findings.add(releases());
        findings.add(new Finding("local", true, "nodes as processes on 127.0.0.1"));
        findings.addAll(controlGroups());
        findings.addAll(docker());
        return findings;
    }

    /**
     * Every fault, with the reason where it cannot be had; before them by what packets are treated, where there are several ways. One finding
     * alone, with the reason, when no node of this system can be made there at all.
     *
     * @param environment {@code local} or {@code docker}
     * @param system {@code raft} or {@code etcd}
     */
    public List<Finding> faults(String environment, String system) {
        RunConfiguration configuration = RunConfiguration.builder()
                .environment(environment)
                .system(system)
                .etcdBinary(etcdBinary)
                .nodes(5)
                .build();
        Path folder = null;
        try {
            folder = ScratchFiles.folder("doctor");
            SystemUnderTest tested = Systems.named(system, Map.of(), etcdBinary);
            try (Environment made = Environments.create(configuration, folder, true, line -> {})) {
                Targets targets = new FaultPlanning(configuration).targets(made, tested);
                Stream<Finding> means = made.network().means().stream().map(how -> new Finding("packets", true, how));
                return Stream.concat(
                                means,
                                FaultCatalogue.standard().table(targets).stream()
                                        .map(Doctor::finding))
                        .toList();
            }
        } catch (EnvironmentException none) {
            return List.of(new Finding("nodes", false, String.valueOf(none.getMessage())));
        } catch (IOException e) {
            throw new EnvironmentException("no folder for temporary files: " + e.getMessage(), e);
        } finally {
            delete(folder);
        }
    }

    private static Finding finding(Availability availability) {
        return new Finding(
                availability.label(),
                availability.refusal().isEmpty(),
                availability.refusal().orElse(availability.summary()));
    }

    private static Finding system(String name, Supplier<SystemUnderTest> system) {
        try {
            Map<String, String> description = system.get().description();
            return new Finding(name, true, description.get("software") + " " + description.get("version"));
        } catch (EnvironmentException missing) {
            return new Finding(name, false, String.valueOf(missing.getMessage()));
        }
    }

    private static Finding releases() {
        EtcdReleases releases = EtcdReleases.ofThisMachine();
        List<String> versions = releases.versions();
        return new Finding(
                "etcd versions",
                !versions.isEmpty(),
                versions.isEmpty()
                        ? "no further etcd in " + releases.folder()
                                + "; unpack some as VERSION/etcd there (Debian: .ci/fetch-etcd trixie) to upgrade to"
                        : String.join(", ", versions) + " in " + releases.folder()
                                + "; Schism is tested with 3.4 and 3.5, what it knows of 3.6 was never tried");
    }

    /** What local nodes can be frozen and limited by, and by name what is missing. */
    private static List<Finding> controlGroups() {
        ControlGroups groups = ControlGroups.ofThisMachine("doctor");
        List<Finding> findings = new ArrayList<>();
        String lent = groups.inWords();
        if (!lent.isEmpty()) {
            findings.add(new Finding("local groups", true, lent));
        }
        groups.refusals().forEach(why -> findings.add(new Finding("local groups", false, why)));
        return findings;
    }

    /** Containers, and by name what this engine cannot do with them because of where and how it runs. */
    private static List<Finding> docker() {
        Optional<String> refusal = Engine.refusal();
        if (refusal.isPresent()) {
            return List.of(new Finding("docker", false, refusal.get()));
        }
        try {
            Engine engine = Engine.connect();
            EngineLimits limits = engine.limits();
            List<Finding> findings = new ArrayList<>();
            findings.add(new Finding(
                    "docker", limits.clients().isEmpty(), limits.clients().orElseGet(engine::description)));
            limits.mounts().ifPresent(why -> findings.add(new Finding("docker disks", false, why)));
            limits.control().ifPresent(why -> findings.add(new Finding("docker control groups", false, why)));
            return findings;
        } catch (EnvironmentException e) {
            return List.of(new Finding("docker", false, String.valueOf(e.getMessage())));
        }
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try {
            DirectoryTree.remove(folder);
        } catch (IOException e) {
            throw new EnvironmentException("could not remove " + folder + ": " + e.getMessage(), e);
        }
    }
}
