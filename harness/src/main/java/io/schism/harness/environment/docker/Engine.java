package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.schism.harness.environment.EnvironmentException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * The container engine, found the way Testcontainers finds it: {@code DOCKER_HOST}, the local socket, or a rootless one. Safe for several
 * threads.
 */
public final class Engine {
    /** Says which run a container, network or volume belongs to; the value is the run's identity. */
    static final String RUN_LABEL = "io.schism.run";

    private final DockerClient client;

    private Engine(DockerClient client) {
        this.client = client;
    }

    /**
     * Connects.
     *
     * @throws EnvironmentException when there is no engine, or Testcontainers would wait for an image that cannot be had
     */
    public static Engine connect() {
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            throw new EnvironmentException("--env docker: " + refusal.get());
        }
        Engine engine = new Engine(DockerClientFactory.lazyClient());
        engine.refuseAReaperThatCannotBeHad();
        return engine;
    }

    /** Why there is no engine to be used and how to mend it, or empty when there is one. */
    public static Optional<String> refusal() {
        try {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.empty();
            }
        } catch (IllegalStateException notFound) {
            return Optional.of(noEngine(notFound.getMessage()));
        }
        return Optional.of(noEngine("nobody answers"));
    }

    private static String noEngine(String why) {
        return "no container engine can be used (" + why.lines().findFirst().orElse("")
                + "); start one (Debian: apt-get install docker.io; dockerd) or point DOCKER_HOST at it";
    }

    /** Everything docker-java can say to it. */
    public DockerClient client() {
        return client;
    }

    /** The engine's version and what it runs on, for the record. */
    public String description() {
        var version = client.versionCmd().exec();
        return "Docker engine " + version.getVersion() + ", API " + version.getApiVersion() + ", kernel "
                + version.getKernelVersion();
    }

    private void refuseAReaperThatCannotBeHad() {
        if (Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
            return;
        }
        String reaper = TestcontainersConfiguration.getInstance()
                .getEnvVarOrProperty("ryuk.container.image", "testcontainers/ryuk:0.14.0");
        try {
            client.inspectImageCmd(reaper).exec();
        } catch (NotFoundException absent) {
            throw new EnvironmentException("Testcontainers wants its reaper's image " + reaper
                    + ", which this engine does not have; set TESTCONTAINERS_RYUK_DISABLED=true (./schism does),"
                    + " Schism cleans up by itself");
        } catch (DockerException e) {
            throw new EnvironmentException("the container engine does not answer: " + e.getMessage(), e);
        }
    }
}
