package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import io.schism.harness.environment.EnvironmentException;
import io.schism.nemesis.FaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Programs that run to their end, each in a container without a network that bears the label of a run and is removed afterwards. Safe for
 * several threads.
 */
final class Errands {
    private static final int SECONDS = 20;

    private final DockerClient client;
    private final String run;
    private final AtomicInteger count = new AtomicInteger();

    Errands(DockerClient client, String run) {
        this.client = client;
        this.run = run;
    }

    /**
     * Runs a program to its end.
     *
     * @param who for whom, as the container's name and the messages say it
     * @param rights what the container may and sees beside its image; the network is taken from it
     * @param lent files it gets copies of, in its root directory
     * @return what it printed
     * @throws FaultException when it fails or does not end in time
     */
    String run(String who, String image, List<String> command, Supplier<HostConfig> rights, List<Path> lent) {
        String container = "";
        String what = "errand for " + who + " (" + String.join(" ", command) + ")";
        try {
            container = client.createContainerCmd(image)
                    .withName("schism-" + run + "-" + who + "-errand-" + count.incrementAndGet())
                    .withLabels(Sweep.labels(run))
                    .withEntrypoint(command)
                    .withHostConfig(rights.get().withNetworkMode("none").withSecurityOpts(List.of("no-new-privileges")))
                    .exec()
                    .getId();
            for (Path file : lent) {
                client.copyArchiveToContainerCmd(container)
                        .withHostResource(file.toString())
                        .withRemotePath("/")
                        .exec();
            }
            client.startContainerCmd(container).exec();
            int status = client.waitContainerCmd(container)
                    .exec(new WaitContainerResultCallback())
                    .awaitStatusCode(SECONDS, TimeUnit.SECONDS);
            String printed = printed(container);
            if (status != 0) {
                throw new FaultException(what + " failed with status " + status + ": "
                        + printed.substring(printed.lastIndexOf('\n') + 1));
            }
            return printed;
        } catch (DockerException | DockerClientException | EnvironmentException e) {
            throw new FaultException(
                    what + " failed: " + String.valueOf(e.getMessage()).strip(), e);
        } finally {
            if (!container.isEmpty()) {
                discard(client, container);
            }
        }
    }

    private String printed(String container) {
        StringBuilder text = new StringBuilder();
        try (ResultCallback.Adapter<Frame> frames = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        }) {
            client.logContainerCmd(container).withStdOut(true).withStdErr(true).exec(frames);
            frames.awaitCompletion(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            return text.toString().strip(); // what was read so far is what there is
        }
        return text.toString().strip();
    }

    /** Removes a container by its name or identity, if it is there. */
    static void discard(DockerClient client, String container) {
        try {
            client.removeContainerCmd(container).withForce(true).exec();
        } catch (NotFoundException gone) {
            return; // somebody swept already
        } catch (DockerException e) {
            throw new FaultException("could not remove container " + container + ": " + e.getMessage(), e);
        }
    }
}
