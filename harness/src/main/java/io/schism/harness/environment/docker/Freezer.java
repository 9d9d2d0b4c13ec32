package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.schism.nemesis.FaultException;

/**
 * The engine's pause, which is the kernel's freezer: no signal is involved, so it neither wakes a stopped process nor looks like one. Safe
 * for several threads.
 */
final class Freezer {
    private final DockerClient client;

    Freezer(DockerClient client) {
        this.client = client;
    }

    /** Whether all processes of a container are frozen; of none, {@code ""}, there is nothing to be. */
    boolean frozen(String container) {
        if (container.isEmpty()) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(
                    client.inspectContainerCmd(container).exec().getState().getPaused());
        } catch (DockerException e) {
            throw failed("look at", container, e);
        }
    }

    /**
     * Freezes a container that runs.
     *
     * @return whether it was not frozen before
     */
    boolean freeze(String container) {
        if (frozen(container)) {
            return false;
        }
        try {
            client.pauseContainerCmd(container).exec();
            return true;
        } catch (NotModifiedException there) {
            return false; // somebody else was faster, which is what was asked for
        } catch (DockerException e) {
            throw failed("freeze", container, e);
        }
    }

    /** Lets a container go on; does nothing when it is not frozen. */
    void thaw(String container) {
        try {
            client.unpauseContainerCmd(container).exec();
        } catch (NotModifiedException there) {
            return; // somebody else was faster, which is what was asked for
        } catch (DockerException e) {
            if (frozen(container)) {
                throw failed("thaw", container, e);
            }
        }
    }

    private static FaultException failed(String deed, String container, DockerException e) {
        return new FaultException(
                "could not " + deed + " container " + container + ": "
                        + String.valueOf(e.getMessage()).strip(),
                e);
    }
}
