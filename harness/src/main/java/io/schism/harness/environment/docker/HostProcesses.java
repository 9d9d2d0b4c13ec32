package io.schism.harness.environment.docker;

import io.schism.harness.environment.docker.pod.Pod;
import io.schism.harness.environment.process.ProcessTable;
import io.schism.harness.environment.process.Shell;
import io.schism.harness.environment.process.Signals;
import io.schism.nemesis.FaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process table of this machine, where the engine's containers show when it is the engine's machine, too. A look takes microseconds, and
 * one by way of the engine, which starts {@code ps}, tens of milliseconds; so does a signal, for which the engine starts its runtime. What
 * cannot be seen or done from here, because the engine is elsewhere or we are not root, the caller leaves to the engine. Safe for several
 * threads.
 */
final class HostProcesses implements AutoCloseable {
    private final boolean sighted;
    private final ProcessTable table = ProcessTable.ofThisMachine();
    private @Nullable Signals signals;

    private HostProcesses(boolean sighted) {
        this.sighted = sighted;
    }

    /** Those of this machine. */
    static HostProcesses ofThisMachine() {
        return new HostProcesses(true);
    }

    /** None, as on a machine other than the engine's. */
    static HostProcesses unseen() {
        return new HostProcesses(false);
    }

    /**
     * Whether every thread of a process stands still because it was told to stop; the signal stops one after the other.
     *
     * @param pid as the engine tells it
     * @param pod whose container it is in; a process of another one, on an engine elsewhere, may have that number here
     * @return empty when it cannot be seen from here
     */
    Optional<Boolean> stopped(long pid, Pod pod) {
        try {
            if (!sees(pid, pod)) {
                return Optional.empty();
            }
            return Optional.of(table.state(pid) == 'T');
        } catch (IOException unseen) {
            return Optional.empty();
        }
    }

    /**
     * Sends {@code STOP} or {@code CONT} to a process and its group.
     *
     * @return whether it was sent; otherwise the engine has to
     */
    synchronized boolean signal(String name, long pid, Pod pod) {
        try {
            if (!sees(pid, pod)) {
                return false;
            }
            Signals open = signals;
            if (open == null) {
                open = new Signals(Shell.ofThisMachine());
                signals = open;
            }
            return open.send(name, pid);
        } catch (IOException | FaultException unseen) {
            return false;
        }
    }

    private boolean sees(long pid, Pod pod) throws IOException {
        if (!sighted || pod.container().isEmpty()) {
            return false;
        }
        Path process = Path.of("/proc", String.valueOf(pid));
        return Files.readString(process.resolve("cgroup")).contains(pod.container())
                || Files.readString(process.resolve("mountinfo")).lines().anyMatch(mount -> ofNetwork(mount, pod));
    }

    /**
     * Whether this is the file of host names that the engine mounts into containers of the pod: the one trace of a container whose rootless
     * engine has no control groups. The host's own table names the pod's folder too, but elsewhere.
     */
    private static boolean ofNetwork(String mount, Pod pod) {
        String[] fields = mount.split(" ", 6); // number, parent, device, what is mounted, where
        return fields.length > 5
                && fields[3].endsWith("/containers/" + pod.side() + "/hosts")
                && fields[4].equals("/etc/hosts");
    }

    @Override
    public synchronized void close() {
        if (signals != null) {
            signals.close();
        }
    }
}
