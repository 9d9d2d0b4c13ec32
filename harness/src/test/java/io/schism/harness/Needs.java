package io.schism.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schism.harness.disk.NodeDisks;
import io.schism.harness.environment.docker.Engine;
import io.schism.harness.environment.local.cgroup.ControlGroups;
import io.schism.harness.system.etcd.EtcdReleases;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a test may need of the machine; one that needs what is missing is skipped with the reason in one line. */
public final class Needs {
    private Needs() {}

    /** etcd on the PATH. */
    public static void etcd() {
        program("etcd", "etcd-server");
    }

    /** A release of etcd that was unpacked beside the one on the PATH. */
    public static void etcdVersion(String version) {
        EtcdReleases releases = EtcdReleases.ofThisMachine();
        assumeTrue(
                releases.versions().stream().anyMatch(each -> each.startsWith(version + ".")),
                () -> "needs an etcd " + version + " in " + releases.folder() + " (Debian: .ci/fetch-etcd trixie)");
    }

    /** A container engine. */
    public static void docker() {
        Optional<String> refusal = Engine.refusal();
        assumeTrue(refusal.isEmpty(), () -> "needs a container engine: " + refusal.orElseThrow());
    }

    /** Control groups that we may make, with all that is done to local nodes by them. */
    public static void controlGroups() {
        List<String> refusals = ControlGroups.ofThisMachine("needs").refusals();
        assumeTrue(refusals.isEmpty(), () -> "needs control groups: " + refusals.get(0));
    }

    /** Mounts of our own through FUSE. */
    public static void fuse() {
        Optional<String> refusal;
        try {
            Path folder = Files.createTempDirectory("schism-fuse-");
            try (NodeDisks disks = NodeDisks.create(List.of(new Node("n1")), folder, false)) {
                refusal = disks.lossRefusal();
                disks.discard();
            }
        } catch (IOException e) {
            refusal = Optional.of("no folder for temporary files");
        }
        Optional<String> why = refusal;
        assumeTrue(why.isEmpty(), () -> "needs disks of its own: " + why.orElseThrow());
    }

    /** Some program, by the Debian package that has it. */
    public static void program(String name, String debianPackage) {
        boolean found = false;
        for (String folder : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":")) {
            found |= Files.isExecutable(Path.of(folder, name));
        }
        assumeTrue(found, "needs " + name + " on the PATH (Debian: apt-get install " + debianPackage + ")");
    }
}
