package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import io.schism.harness.environment.EnvironmentException;
import io.schism.nemesis.FaultException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * The container engine, found the way Testcontainers finds it: {@code DOCKER_HOST}, the local socket, or a rootless one. Safe for several
 * threads.
 */
public final class Engine {
    /** Says which run a container, network or volume belongs to; the value is the run's identity. */
    static final String RUN_LABEL = "io.schism.run";

    private static final Duration PULLED = Duration.ofMinutes(5);

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
        // Asked of an address where nobody listens, Testcontainers would try for minutes.
        Optional<String> elsewhere =
                Optional.ofNullable(System.getenv("DOCKER_HOST")).flatMap(EngineLimits::ofHost);
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        try {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.empty();
            }
        } catch (IllegalStateException notFound) {
            return Optional.of(noEngine(String.valueOf(notFound.getMessage())));
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

    /** What it cannot give because of where and how it runs. */
    public EngineLimits limits() {
        var info = client.infoCmd().exec();
        Object driver = info.getRawValues().get("CgroupDriver");
        return EngineLimits.of(
                DockerClientFactory.instance().getTransportConfig().getDockerHost(),
                Optional.ofNullable(info.getSecurityOptions()).orElse(List.of()),
                driver == null ? "" : driver.toString());
    }

    /** The engine's version and what it runs on, for the record. */
    public String description() {
        var version = client.versionCmd().exec();
        return "Docker engine " + version.getVersion() + ", API " + version.getApiVersion() + ", kernel "
                + version.getKernelVersion();
    }

    /**
     * Makes sure that an image is there, and pulls it where a registry answers.
     *
     * @throws EnvironmentException when it is neither there nor to be had; Testcontainers itself would try for minutes
     */
    public void requireImage(String reference) {
        lacking(reference, PULLED).ifPresent(why -> {
            throw new EnvironmentException("image " + reference + " is not in this engine and cannot be pulled (" + why
                    + "); pull it by hand, or leave --image out and Schism builds one of this machine's programs");
        });
    }

    /**
     * Why an image is neither there nor to be had, or empty when it is there now: it is pulled where it was not.
     *
     * @param answer how long a registry may say nothing at all
     */
    public Optional<String> lacking(String reference, Duration answer) {
        try {
            client.inspectImageCmd(reference).exec();
            return Optional.empty();
        } catch (NotFoundException absent) {
            return pull(reference, answer);
        }
    }

    private Optional<String> pull(String reference, Duration answer) {
        try (Pull pull = client.pullImageCmd(reference).exec(new Pull())) {
            if (!pull.heard.await(answer.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of("no registry has answered within " + answer.toSeconds() + " s");
            }
            return pull.awaitCompletion(PULLED.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.empty()
                    : Optional.of("it did not come within " + PULLED.toMinutes() + " min");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted while pulling image " + reference, e);
        } catch (DockerException | DockerClientException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()).strip());
        }
    }

    /** Tells when the registry has said something, be it that there is no such image. */
    private static final class Pull extends PullImageResultCallback {
        private final CountDownLatch heard = new CountDownLatch(1);

        @Override
        public void onNext(PullResponseItem item) {
            super.onNext(item);
            heard.countDown();
        }

        @Override
        public void onError(Throwable trouble) {
            super.onError(trouble);
            heard.countDown();
        }

        @Override
        public void onComplete() {
            super.onComplete();
            heard.countDown();
        }
    }

    /**
     * Runs a program of an image to its end, in a container that has no network and no right and is removed at once.
     *
     * @return what it printed
     * @throws EnvironmentException when it cannot be run, fails, or does not end in time
     */
    public String ask(String image, List<String> command) {
        String run = "question-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try {
            return new Errands(client, run)
                    .run(
                            "image",
                            image,
                            command,
                            () -> HostConfig.newHostConfig()
                                    .withCapDrop(Capability.ALL)
                                    .withReadonlyRootfs(true),
                            List.of());
        } catch (FaultException e) {
            throw new EnvironmentException("image " + image + " cannot be used: " + e.getMessage(), e);
        }
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
