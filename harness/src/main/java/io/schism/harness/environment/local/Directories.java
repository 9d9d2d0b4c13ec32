package io.schism.harness.environment.local;

import io.schism.harness.disk.NodeDisks;
import io.schism.harness.environment.EnvironmentException;
import io.schism.nemesis.target.Node;
import io.schism.results.store.DirectoryTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** The directories of the nodes of one run. Safe for several threads, one deed a node at a time. */
final class Directories {
    private static final int TAIL_BYTES = 64 * 1024;

    private final LocalLayout layout;
    private final Set<Node> nodes = new ConcurrentSkipListSet<>();
    private final Optional<NodeDisks> disks;

    /** Makes them. */
    Directories(LocalLayout layout, Optional<NodeDisks> disks) {
        this.layout = layout;
        this.disks = disks;
        layout.nodes().forEach(node -> requireNoOldData(data(node)));
        layout.nodes().forEach(this::add);
    }

    /** Makes those of one more node; does nothing when they are there. */
    void add(Node node) {
        make(logs(node));
        make(data(node));
        nodes.add(node);
    }

    /**
     * Empties the data directory of a node and leaves the directory itself, which may be a mount point.
     *
     * @return how many bytes its files had
     */
    long wipe(Node node) throws IOException {
        Path directory = seen(node);
        long bytes = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
                if (!file.equals(directory)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return bytes;
    }

    Path logs(Node node) {
        return layout.nodesDirectory().resolve(node.name()).toAbsolutePath();
    }

    Path data(Node node) {
        return layout.dataDirectory().resolve(node.name()).toAbsolutePath();
    }

    /** Where the node's process finds its data: on a disk of its own, if it has one. */
    Path seen(Node node) {
        return disks.flatMap(all -> all.data(node)).orElseGet(() -> data(node));
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot make directory " + directory + " (" + e + "); choose another or make it writable", e);
        }
        if (!Files.isWritable(directory)) {
            throw new EnvironmentException(
                    "cannot write to directory " + directory + "; choose another or make it writable");
        }
    }

    private static void requireNoOldData(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new EnvironmentException("data directory " + directory
                        + " is not empty and a new cluster must not find old data; remove it or choose another");
            }
        } catch (IOException e) {
            throw new EnvironmentException("cannot read directory " + directory + " (" + e + "); choose another", e);
        }
    }

    /** Removes the data, unless it is to be kept. */
    void removeData() throws IOException {
        if (layout.keepData()) {
            return;
        }
        for (Node node : nodes) {
            DirectoryTree.remove(data(node));
        }
        if (isEmpty(layout.dataDirectory())) {
            Files.deleteIfExists(layout.dataDirectory());
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /** The last lines of the file, of its last 64 KiB at most; empty when there is none. */
    static String tail(Path file, int lines) {
        if (!Files.isReadable(file)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(" + file + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
