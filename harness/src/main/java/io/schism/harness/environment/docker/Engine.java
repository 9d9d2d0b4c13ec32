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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * The container engine, found the way Testcontainers finds it: {@code DOCKER_HOST}, the local socket, or a rootless one. Safe for several
 * threads.
 */
public final class Engine {
    /** Says which run a container, network or volume belongs to; the value is the run's identity. */
    static final String RUN_LABEL = "io.schism.run";

    private static final String RYUK_DISABLED = "TESTCONTAINERS_RYUK_DISABLED";
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
        return new Engine(DockerClientFactory.lazyClient());
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
            Optional<String> reaper = reaperRefusal(System.getenv(RYUK_DISABLED), ryukImage(), Engine::present);
            if (reaper.isPresent()) {
                return reaper;
            }
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

    /**
     * Why Testcontainers would wait for its reaper's image, which it pulls for minutes and without a word the first time it is asked for
     * anything, or empty when it will not. It takes no other advice than the variable (its {@code ResourceReaper.instance}), so a program that
     * has begun cannot choose for it any more.
     *
     * @param disabled the variable as it is set
     * @param image the reaper's
     * @param present whether the engine has an image
     */
    static Optional<String> reaperRefusal(@Nullable String disabled, String image, Predicate<String> present) {
        if (Boolean.parseBoolean(disabled) || present.test(image)) {
            return Optional.empty();
        }
        return Optional.of(
                "Testcontainers wants its reaper's image " + image + ", which this engine does not have; set "
                        + RYUK_DISABLED + "=true (./schism does unless it is set), Schism cleans up by itself");
    }

    private static String ryukImage() {
        return TestcontainersConfiguration.getInstance()
                .getEnvVarOrProperty("ryuk.container.image", "testcontainers/ryuk:0.14.0");
    }

    /** Asks by a client of its own: Testcontainers' starts the reaper before it hands itself out. */
    private static boolean present(String image) {
        TransportConfig place = DockerClientFactory.instance().getTransportConfig();
        try (DockerClient own = DockerClientProviderStrategy.getClientForConfig(place)) {
            own.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        } catch (DockerException | IOException e) {
            throw new IllegalStateException("the engine does not answer: " + e.getMessage(), e);
        }
    }
}
