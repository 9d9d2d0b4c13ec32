package io.schism.harness.disk;

import io.schism.harness.disk.fuse.DiskServer;
import io.schism.harness.disk.fuse.FusePermissions;
import io.schism.harness.disk.fuse.Mounts;
import io.schism.harness.disk.fuse.TroubleText;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Damage;
import io.schism.nemesis.target.DiskControl;
import io.schism.nemesis.target.DiskTrouble;
import io.schism.nemesis.target.Node;
import io.schism.results.store.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A disk for every node of a run: a file system of its own, mounted through FUSE, over the node's directory. Where such a thing cannot be
 * mounted the nodes use their directories, and what needs a disk is refused with the reason; damage to files needs none. Made before the
 * nodes start, closed when they are dead. Safe for several threads.
 */
public final class NodeDisks implements DiskControl, AutoCloseable {
    private static final Path DEVICE = Path.of("/dev/fuse");

    private final Map<Node, Path> kept;
    private final Map<Node, Path> mounts;
    private final @Nullable DiskProcess process;
    private final Optional<String> mountRefusal;
    private final Optional<String> refusal;
    private volatile DataFiles files = DataFiles.UNKNOWN;

    private NodeDisks(
            Map<Node, Path> kept,
            Map<Node, Path> mounts,
            @Nullable DiskProcess process,
            Optional<String> mountRefusal,
            Optional<String> refusal) {
        this.kept = kept;
        this.mounts = mounts;
        this.process = process;
        this.mountRefusal = mountRefusal;
        this.refusal = refusal;
    }

    /** No disks and no damage, for this reason. */
    public static NodeDisks refused(String reason) {
        return new NodeDisks(Map.of(), Map.of(), null, Optional.of(reason), Optional.of(reason));
    }

    /**
     * Makes them.
     *
     * @param nodes the members
     * @param run directory of the run: what is on the disks is kept in {@code data/}, they are mounted in {@code disks/}
     * @param strangers whether processes of other users will use them, as those in containers are
     */
    public static NodeDisks create(List<Node> nodes, Path run, boolean strangers) {
        Map<Node, Path> kept = new LinkedHashMap<>();
        Map<Node, Path> mounts = new LinkedHashMap<>();
        List<String> arguments = new ArrayList<>(List.of(strangers ? DiskServer.STRANGERS : DiskServer.OWN));
        try {
            for (Node node : nodes) {
                Path data = Files.createDirectories(
                        run.resolve("data").resolve(node.name()).toAbsolutePath());
                Path mount = Files.createDirectories(
                        run.resolve("disks").resolve(node.name()).toAbsolutePath());
                kept.put(node, data);
                mounts.put(node, mount);
                arguments.addAll(List.of(node.name(), data.toString(), mount.toString()));
            }
        } catch (IOException e) {
            return refused("the directories for it cannot be made (" + e + "); choose another --runs");
        }
        Optional<String> impossible = impossible(strangers);
        if (impossible.isEmpty()) {
            try {
                Path log = Files.createDirectories(run.resolve("nodes")).resolve("disks.log");
                DiskProcess process = new DiskProcess(arguments, log);
                return new NodeDisks(kept, mounts, process, Optional.empty(), Optional.empty());
            } catch (FaultException | IOException e) {
                impossible = Optional.of("no disk can be mounted (" + e.getMessage()
                        + "); be root or have fusermount, and libfuse2 (Debian: apt-get install libfuse2 fuse3)");
            }
        }
        NodeDisks without = new NodeDisks(kept, Map.of(), null, impossible, Optional.empty());
        removeMountPoints(mounts);
        return without;
    }

    private static Optional<String> impossible(boolean strangers) {
        if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            return Optional.of(
                    "no disk can be mounted (" + DEVICE + " is not there or not ours to use); load the kernel's"
                            + " module fuse, or give the container Schism runs in --device /dev/fuse --cap-add SYS_ADMIN");
        }
        if (strangers && !FusePermissions.othersMayLook()) {
            return Optional.of("containers may not look into mounts of ours; be root, or write the line"
                    + " user_allow_other into /etc/fuse.conf");
        }
        return Optional.empty();
    }

    /** Where a process finds the data directory of its node: on its disk or, without one, beside the others; empty when refused. */
    public Optional<Path> data(Node node) {
        return Optional.ofNullable(mounts.getOrDefault(node, kept.get(node))).filter(path -> refusal.isEmpty());
    }

    /** Tells which files are which, once the system is known. */
    public void files(DataFiles known) {
        files = known;
    }

    @Override
    public Optional<String> refusal(DiskTrouble trouble) {
        return mountRefusal;
    }

    @Override
    public Optional<String> refusal(Damage damage) {
        return refusal;
    }

    @Override
    public Optional<String> lossRefusal() {
        return mountRefusal;
    }

    @Override
    public Troubled trouble(Node node, DiskTrouble trouble) {
        return new InForce(node, order("trouble " + node + " " + TroubleText.of(trouble)));
    }

    @Override
    public Damage.Done damage(Node node, Damage damage, long seed) {
        Path directory = kept.get(node);
        if (directory == null) {
            throw new FaultException("there is no disk of " + node + " in this run");
        }
        return DataDamage.inflict(directory, files, damage, seed);
    }

    @Override
    public long loseUnsynced(Node node) {
        return order("lose " + node);
    }

    private long order(String line) {
        if (process == null) {
            throw new FaultException(mountRefusal.orElse("there are no disks in this run"));
        }
        return process.order(line);
    }

    /** Unmounts all. What was kept on the disks stays. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        removeMountPoints(mounts);
    }

    /**
     * Unmounts all and removes what was kept on the disks.
     *
     * @throws FaultException when something stays
     */
    public void discard() {
        close();
        for (Path directory : kept.values()) {
            try {
                DirectoryTree.remove(directory);
                deleteIfEmpty(Objects.requireNonNull(directory.getParent()));
            } catch (IOException e) {
                throw new FaultException("the data in " + directory + " is not removed (" + e + ")", e);
            }
        }
    }

    private static void removeMountPoints(Map<Node, Path> mounts) {
        List<String> left = new ArrayList<>();
        for (Path mount : mounts.values()) {
            if (!Mounts.detach(mount)) {
                left.add(mount + " is still mounted; umount -l " + mount);
                continue;
            }
            deleteIfEmpty(mount);
            deleteIfEmpty(Objects.requireNonNull(mount.getParent()));
        }
        if (!left.isEmpty()) {
            throw new FaultException(String.join("; ", left));
        }
    }

    private static void deleteIfEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException notEmpty) {
            return; // others are still in it
        }
    }

    private final class InForce implements Troubled {
        private final Node node;
        private final long number;
        private long seen;
        private boolean over;

        InForce(Node node, long number) {
            this.node = node;
            this.number = number;
        }

        @Override
        public synchronized long affected() {
            if (!over) {
                seen = order("affected " + node + " " + number);
            }
            return seen;
        }

        @Override
        public synchronized void close() {
            if (!over) {
                order("heal " + node + " " + number);
                over = true;
            }
        }
    }
}
