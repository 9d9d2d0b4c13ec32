package io.schism.harness.environment.docker;

import io.schism.harness.environment.Launch;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a containers' environment is made from.
 *
 * @param run identity of the run; everything made carries it as a label
 * @param nodes how many nodes, from 1
 * @param image image of the nodes
 * @param podImage image of the side containers
 * @param clientPort the port for clients inside the containers
 * @param peerPort the port for the other nodes inside the containers
 * @param shaper the command that runs {@link io.schism.harness.shaper.Shaper} in the image of the side containers
 * @param inImage turns how a program is started on this machine into how it is started in the image
 * @param logs folder of the run that receives one folder of logs a node
 * @param images which image has a program that nodes may be started again with, or empty when all keep to the one of the beginning
 * @param monotonicRefusal why the monotonic clock of the system that will run should be left alone, or empty
 */
public record DockerOptions(
        String run,
        int nodes,
        String image,
        String podImage,
        int clientPort,
        int peerPort,
        String shaper,
        UnaryOperator<Launch> inImage,
        Path logs,
        Optional<UnaryOperator<String>> images,
        Optional<String> monotonicRefusal) {
    public DockerOptions {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(podImage, "podImage");
        Objects.requireNonNull(shaper, "shaper");
        Objects.requireNonNull(inImage, "inImage");
        Objects.requireNonNull(logs, "logs");
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(monotonicRefusal, "monotonicRefusal");
        if (nodes < 1) {
            throw new IllegalArgumentException("nodes (" + nodes + ") must be at least 1");
        }
    }

    /** Options for nodes that keep to the image of the beginning. */
    public DockerOptions(
            String run,
            int nodes,
            String image,
            String podImage,
            int clientPort,
            int peerPort,
            String shaper,
            UnaryOperator<Launch> inImage,
            Path logs,
            Optional<String> monotonicRefusal) {
        this(
                run,
                nodes,
                image,
                podImage,
                clientPort,
                peerPort,
                shaper,
                inImage,
                logs,
                Optional.empty(),
                monotonicRefusal);
    }
}
