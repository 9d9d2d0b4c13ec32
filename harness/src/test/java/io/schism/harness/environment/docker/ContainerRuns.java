package io.schism.harness.environment.docker;

import io.schism.harness.environment.docker.image.LocalImages;
import java.nio.file.Path;
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
}
