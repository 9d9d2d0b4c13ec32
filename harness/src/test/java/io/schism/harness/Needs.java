package io.schism.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schism.harness.environment.docker.Engine;
import io.schism.harness.system.etcd.EtcdReleases;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Some program, by the Debian package that has it. */
    public static void program(String name, String debianPackage) {
        boolean found = false;
        for (String folder : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":")) {
            found |= Files.isExecutable(Path.of(folder, name));
        }
        assumeTrue(found, "needs " + name + " on the PATH (Debian: apt-get install " + debianPackage + ")");
    }
}
