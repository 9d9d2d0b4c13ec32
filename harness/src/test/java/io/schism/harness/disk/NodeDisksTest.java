package io.schism.harness.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schism.harness.Needs;
import io.schism.harness.disk.fuse.Mounts;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Damage;
import io.schism.nemesis.target.Damage.Harm;
import io.schism.nemesis.target.Damage.Part;
import io.schism.nemesis.target.DiskControl.Troubled;
import io.schism.nemesis.target.DiskTrouble;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Disks that the kernel has really mounted. */
@Timeout(60)
final class NodeDisksTest {
    private static final Node N1 = new Node("n1");
    private static final Node N2 = new Node("n2");

    @TempDir
    Path run;

    @Test
    void isADiskThatLosesPowerAndIsSickForOneNodeAlone() throws Exception {
        Needs.fuse();
        try (NodeDisks disks = NodeDisks.create(List.of(N1, N2), run, false)) {
            Path first = disks.data(N1).orElseThrow();
            Path second = disks.data(N2).orElseThrow();
            Files.writeString(first.resolve("file"), "never synced");
            assertThat(first.resolve("file")).hasContent("never synced");

            assertThat(disks.loseUnsynced(N1)).isEqualTo(12);

            assertThat(first.resolve("file")).isEmptyFile();
            try (Troubled full = disks.trouble(N1, new DiskTrouble.Full())) {
                assertThatThrownBy(() -> Files.writeString(first.resolve("more"), "x"))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("No space left on device");
                Files.writeString(second.resolve("more"), "x");
                assertThat(full.affected()).isPositive();
            }
            Files.writeString(first.resolve("more"), "x");
            diesOnAHungDisk(disks, first);
        }
        assertThat(Mounts.all()).noneMatch(mount -> mount.startsWith(run));
        assertThat(run.resolve("disks")).doesNotExist();
        assertThat(run.resolve("data").resolve("n2").resolve("more")).hasContent("x");
    }

    private static void diesOnAHungDisk(NodeDisks disks, Path disk) throws IOException, InterruptedException {
        try (Troubled hung = disks.trouble(N1, new DiskTrouble.Hung())) {
            Process writer = new ProcessBuilder("sh", "-c", "echo x > " + disk.resolve("hung")).start();
            while (hung.affected() == 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertThat(writer.isAlive()).isTrue();
            writer.destroyForcibly();
            assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aDiskOfOurOwnIsClosedToOtherUsers() throws Exception {
        needsRootAndAnother();
        try (NodeDisks disks = NodeDisks.create(List.of(N1), run, false)) {
            Path file = Files.writeString(disks.data(N1).orElseThrow().resolve("file"), "x");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

            assertThat(asAnother("cat " + file)).isFalse();
        }
    }

    @Test
    void aDiskForStrangersGivesThemNoMoreThanTheModesOfItsFiles() throws Exception {
        needsRootAndAnother();
        try (NodeDisks disks = NodeDisks.create(List.of(N1), run, true)) {
            Path disk = disks.data(N1).orElseThrow();
            Path open = Files.writeString(disk.resolve("open"), "x");
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
            Path closed = Files.writeString(disk.resolve("closed"), "x");
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));

            assertThat(asAnother("cat " + open)).isTrue();
            assertThat(asAnother("cat " + closed)).isFalse();
            assertThat(asAnother("echo more >> " + open)).isFalse();
            assertThat(asAnother("touch " + disk.resolve("more"))).isFalse();
        }
    }

    @Test
    void noFileActsAsUs() throws Exception {
        Needs.fuse();
        try (NodeDisks disks = NodeDisks.create(List.of(N1), run, false)) {
            Path disk = disks.data(N1).orElseThrow();
            assertThat(shell("cd " + disk + " && touch file && chmod 6755 file && mkdir -m 3755 folder"))
                    .isTrue();
        }
        Path kept = run.resolve("data").resolve("n1");
        assertThat((Integer) Files.getAttribute(kept.resolve("file"), "unix:mode") & 07777)
                .isEqualTo(0755);
        assertThat((Integer) Files.getAttribute(kept.resolve("folder"), "unix:mode") & 07777)
                .isEqualTo(01755);
    }

    private void needsRootAndAnother() throws IOException {
        Needs.fuse();
        Needs.program("setpriv", "util-linux");
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs to be root");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean asAnother(String command) throws IOException, InterruptedException {
        return shell("setpriv --reuid=65534 --regid=65534 --clear-groups sh -c '" + command + "'");
    }

    private static boolean shell(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "umask 022; " + command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void leavesNoMountWhenTheHarnessIsKilled() throws Exception {
        Needs.fuse();
        Process harness = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedDisks.class.getName(),
                        run.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(harness.inputReader().readLine()).isEqualTo("mounted");
        List<ProcessHandle> servers = harness.descendants().toList();
        assertThat(servers).isNotEmpty();
        assertThat(Mounts.all()).anyMatch(mount -> mount.startsWith(run));

        harness.destroyForcibly().waitFor();

        while (Mounts.all().stream().anyMatch(mount -> mount.startsWith(run))
                || servers.stream().anyMatch(ProcessHandle::isAlive)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void damagesTheNewestFileOfItsKindWhereItWasWritten() throws IOException {
        NodeDisks disks = NodeDisks.create(List.of(N1), run, false);
        disks.close();
        disks.files(new DataFiles(List.of("glob:wal/*.wal"), List.of("glob:snap/*.snap", "glob:snap/db")));
        Path log = Files.createDirectories(run.resolve("data/n1/wal")).resolve("1.wal");
        byte[] written = new byte[100_000];
        Arrays.fill(written, 0, 1_000, (byte) 7);
        Files.write(log, written);

        Damage.Done flipped = disks.damage(N1, new Damage(Part.WAL, Harm.FLIP), 42);

        byte[] after = Files.readAllBytes(log);
        assertThat(flipped).isEqualTo(new Damage.Done("3 bits flipped in the 1000 bytes of wal/1.wal", 3));
        assertThat(after).hasSize(100_000).isNotEqualTo(written);
        assertThat(Arrays.mismatch(after, written)).isLessThan(1_000);
        Damage.Done cut = disks.damage(N1, new Damage(Part.WAL, Harm.TRUNCATE), 42);
        assertThat(cut.sentence()).contains("cut off of wal/1.wal");
        assertThat(cut.changed()).isEqualTo(1_000 - Files.size(log));
        assertThat(Files.size(log)).isBetween(500L, 1_000L);
        assertThatThrownBy(() -> disks.damage(N1, new Damage(Part.SNAPSHOT, Harm.FLIP), 42))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("there is no snapshot");
    }

    @Test
    void saysWhyThereIsNone() {
        NodeDisks disks = NodeDisks.refused("the engine is far away");

        assertThat(disks.refusal(new DiskTrouble.Full())).contains("the engine is far away");
        assertThat(disks.lossRefusal()).contains("the engine is far away");
        assertThat(disks.data(N1)).isEmpty();
    }
}
