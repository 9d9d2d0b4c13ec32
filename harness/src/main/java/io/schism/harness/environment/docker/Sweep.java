package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ListVolumesResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import io.schism.harness.environment.EnvironmentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Removes what runs have made in the engine, found by label alone, so that it works for a run whose harness is gone. Survives an engine
 * that is just starting again. Safe for several threads.
 */
public final class Sweep {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DockerClient client;

    public Sweep(Engine engine) {
        this.client = engine.client();
    }

    /**
     * Removes the containers, networks and volumes of a run.
     *
     * @param run identity of the run, or empty for all runs
     * @return what was removed, in words
     * @throws EnvironmentException when something could not be removed within a minute
     */
    public List<String> remove(Optional<String> run) {
        CompletableFuture<List<String>> removed = new CompletableFuture<>();
        // On a thread of its own: an engine that hangs never answers, and whoever interrupts the caller wants it to end
        // in order.
        Thread thread = new Thread(() -> tryFor(PATIENCE, run, removed), "schism-sweep");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return removed.get(PATIENCE.plus(GRACE).toSeconds(), TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            thread.interrupt();
            throw notRemoved("it does not answer", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw notRemoved(String.valueOf(cause.getMessage()), cause);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static EnvironmentException notRemoved(String why, Throwable cause) {
        return new EnvironmentException(
                "could not remove what the run left in the container engine (" + why
                        + "); run ./schism clean when it answers again",
                cause);
    }

    private void tryFor(Duration patience, Optional<String> run, CompletableFuture<List<String>> removed) {
        List<String> gone = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!removed.isDone()) {
            try {
                removeOnce(run, gone);
                removed.complete(gone);
            } catch (RuntimeException notNow) {
                // docker-java wraps a refused connection in a plain RuntimeException: the engine may be starting again.
                if (System.nanoTime() > deadline || !rested()) {
                    removed.completeExceptionally(notNow);
                }
            }
        }
    }

    private void removeOnce(Optional<String> run, List<String> gone) {
        List<String> labels = List.of(run.map(id -> Engine.RUN_LABEL + "=" + id).orElse(Engine.RUN_LABEL));
        for (Container container : client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec()) {
            unlessGone(() -> client.removeContainerCmd(container.getId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec());
            gone.add("container " + String.join(",", container.getNames()));
        }
        for (Network network :
                client.listNetworksCmd().withFilter("label", labels).exec()) {
            unlessGone(() -> client.removeNetworkCmd(network.getId()).exec());
            gone.add("network " + network.getName());
        }
        ListVolumesResponse volumes =
                client.listVolumesCmd().withFilter("label", labels).exec();
        for (var volume : Optional.ofNullable(volumes.getVolumes()).orElse(List.of())) {
            unlessGone(() -> client.removeVolumeCmd(volume.getName()).exec());
            gone.add("volume " + volume.getName());
        }
    }

    /** The labels that make a thing of this run findable. */
    static Map<String, String> labels(String run) {
        return Map.of(Engine.RUN_LABEL, run);
    }

    private static void unlessGone(Runnable removal) {
        try {
            removal.run();
        } catch (NotFoundException gone) {
            return; // somebody else was faster, which is what we wanted
        } catch (DockerException e) {
            if (!String.valueOf(e.getMessage()).contains("already in progress")) {
                throw e;
            }
        }
    }

    private static boolean rested() {
        try {
            Thread.sleep(500);
            return true;
        } catch (InterruptedException givenUp) {
            return false;
        }
    }
}
