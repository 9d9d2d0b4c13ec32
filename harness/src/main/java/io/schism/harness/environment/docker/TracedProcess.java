package io.schism.harness.environment.docker;

import io.schism.harness.clock.TargetProcess;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.harness.environment.docker.pod.PodShell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The first process of a container, seen from a side container in its process namespace: memory through {@code /proc/1/mem}, stopped from
 * outside, because the first process of a namespace ignores SIGSTOP from within: by a signal where its process shows on this machine, which
 * takes a millisecond or two, else by the engine's freezer, which takes thirty. What the shell can read by itself it does not start a
 * program for.
 */
final class TracedProcess implements TargetProcess {
    private static final long STOPS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Pod pod;
    private final long pid;
    private final PodShell shell;
    private final Freezer freezer;
    private final HostProcesses host;

    /**
     * @param pod whose container it is in
     * @param pid the process as the engine's machine numbers it
     */
    TracedProcess(Pod pod, long pid, PodShell shell, Freezer freezer, HostProcesses host) {
        this.pod = pod;
        this.pid = pid;
        this.shell = shell;
        this.freezer = freezer;
        this.host = host;
    }

    @Override
    public AddressRange vdso() throws IOException {
        String line =
                shell.run("while read -r line; do case $line in *'[vdso]') echo \"$line\";; esac; done </proc/1/maps");
        if (!line.endsWith("[vdso]")) {
            throw new IOException(this + " has no vDSO; the kernel was started with vdso=0");
        }
        String[] ends = line.substring(0, line.indexOf(' ')).split("-", 2);
        return new AddressRange(Long.parseUnsignedLong(ends[0], 16), Long.parseUnsignedLong(ends[1], 16));
    }

    @Override
    public byte[] read(long address, int length) throws IOException {
        String answer = shell.run("set -o pipefail; dd if=/proc/1/mem bs=" + length + " count=1 skip=" + address
                + " iflag=skip_bytes,fullblock status=none | base64 -w 0");
        byte[] bytes = decoded(answer);
        if (bytes.length != length) {
            throw new IOException("read " + bytes.length + " of " + length + " bytes at " + Long.toHexString(address)
                    + " of " + this);
        }
        return bytes;
    }

    private byte[] decoded(String answer) throws IOException {
        try {
            return Base64.getDecoder().decode(answer);
        } catch (IllegalArgumentException words) {
            throw new IOException("memory of " + this + " cannot be read: " + answer, words);
        }
    }

    @Override
    public void write(long address, byte[] bytes) {
        shell.run("set -o pipefail; base64 -d <<<'" + Base64.getEncoder().encodeToString(bytes)
                + "' | dd of=/proc/1/mem bs=" + bytes.length + " seek=" + address
                + " iflag=fullblock oflag=seek_bytes conv=notrunc status=none");
    }

    @Override
    public Stopped stop() throws IOException {
        Optional<Boolean> stood = freezer.frozen(pod.container()) ? Optional.empty() : host.stopped(pid, pod);
        if (stood.isPresent()) {
            if (stood.get()) {
                return new Standing(() -> {});
            }
            if (host.signal("STOP", pid, pod)) {
                Standing standing = new Standing(() -> host.signal("CONT", pid, pod));
                awaitStanding(standing);
                return standing;
            }
        }
        boolean frozenByUs = freezer.freeze(pod.container());
        return new Standing(() -> {
            if (frozenByUs) {
                freezer.thaw(pod.container());
            }
        });
    }

    private void awaitStanding(Standing standing) throws IOException {
        long deadline = System.nanoTime() + STOPS_WITHIN_NANOS;
        while (!host.stopped(pid, pod).orElse(true)) { // one that has ended is found out by whoever reads it
            if (System.nanoTime() > deadline) {
                standing.close();
                throw new IOException(this + " did not stop within 5 s of SIGSTOP");
            }
            Thread.onSpinWait();
        }
    }

    private final class Standing implements Stopped {
        private final Runnable release;

        Standing(Runnable release) {
            this.release = release;
        }

        @Override
        public List<Long> programCounters() throws IOException {
            List<Long> counters = new ArrayList<>();
            for (String line : shell.run(
                            "for task in /proc/1/task/*/syscall; do read -r line <$task || break; echo \"$line\"; done")
                    .lines()
                    .toList()) {
                counters.add(counter(line));
            }
            return counters;
        }

        @Override
        public void close() {
            release.run();
        }
    }

    private long counter(String line) throws IOException {
        try {
            return Long.decode(line.substring(line.lastIndexOf(' ') + 1));
        } catch (NumberFormatException running) {
            throw new IOException(
                    "a thread of " + this + " does not stand still although it was stopped: " + line, running);
        }
    }

    @Override
    public String toString() {
        return "container " + pod.container();
    }
}
