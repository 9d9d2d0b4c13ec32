package io.schism.harness.environment.local;

import io.schism.nemesis.target.Node;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a local environment is made of.
 *
 * @param nodes the members, names unique
 * @param nodesDirectory holds one directory of logs for each node, by name; stays
 * @param dataDirectory holds one directory of durable data for each node, by name; removed at the end
 * @param keepData whether the data stays, too
 */
public record LocalLayout(List<Node> nodes, Path nodesDirectory, Path dataDirectory, boolean keepData) {
    public LocalLayout {
        nodes = nodes.stream().sorted().toList();
        if (nodes.isEmpty() || new HashSet<>(nodes).size() != nodes.size() || nodes.contains(Node.CLIENTS)) {
            throw new IllegalArgumentException("nodes (" + nodes + ") must be one or more different members");
        }
        Objects.requireNonNull(nodesDirectory, "nodesDirectory");
        Objects.requireNonNull(dataDirectory, "dataDirectory");
    }

    /** Nodes {@code n1} to {@code n<count>}; logs in {@code nodes/}, data in {@code data/} of the run's directory, data not kept. */
    public static LocalLayout of(int count, Path runDirectory) {
        List<Node> nodes =
                IntStream.rangeClosed(1, count).mapToObj(i -> new Node("n" + i)).toList();
        return new LocalLayout(nodes, runDirectory.resolve("nodes"), runDirectory.resolve("data"), false);
    }

    /** The name of the run: that of the directory in which its nodes' directory is. */
    String run() {
        Path parent = nodesDirectory.toAbsolutePath().normalize().getParent();
        return parent == null || parent.getFileName() == null
                ? "run"
                : parent.getFileName().toString();
    }

    /** The same, but the data directories stay. */
    public LocalLayout keepingData() {
        return new LocalLayout(nodes, nodesDirectory, dataDirectory, true);
    }
}
