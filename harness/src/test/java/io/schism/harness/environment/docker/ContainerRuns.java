package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.environment.docker.pod.PodShell;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs on containers as the tests have them. */
final class ContainerRuns {
    private ContainerRuns() {}

    /** Nodes of this image, beside the side containers that the images have. */
    static DockerOptions options(String run, int nodes, String image, LocalImages images, Path logs) {
        return new DockerOptions(
                run,
                nodes,
                image,
                images.pod(),
                2379,
                2380,
                LocalImages.shaper(),
                LocalImages::inImage,
                logs,
                Optional.empty());
    }

    /** The side container of a node. */
    static String side(String run, Node node) {
        return "schism-" + run + "-" + node + "-side";
    }

    /** What a command prints in a side container. */
    static String look(DockerClient client, String side, String command) throws IOException {
        try (PodShell shell = new PodShell(client, side, "test")) {
            return shell.run(command);
        }
    }

    /** A counter of the kernel for a pod's network, {@code /proc/net/snmp} or another that is written so. */
    static long counter(DockerClient client, String side, String file, String group, String name) throws IOException {
        List<String[]> lines = look(client, side, "cat /proc/net/" + file)
                .lines()
                .filter(line -> line.startsWith(group + ":"))
                .map(line -> line.split(" "))
                .toList();
        return Long.parseLong(lines.get(1)[Arrays.asList(lines.get(0)).indexOf(name)]);
    }
}
