package io.schism.harness.environment.docker;

import io.schism.harness.clock.TargetProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The first process of a container, seen from a side container in its process namespace: memory through {@code /proc/1/mem}, stopped from
 * outside by the freezer, because the first process of a namespace ignores SIGSTOP from within.
 */
final class TracedProcess implements TargetProcess {
    private final String container;
    private final PodShell shell;
    private final Freezer freezer;

    TracedProcess(String container, PodShell shell, Freezer freezer) {
        this.container = container;
        this.shell = shell;
        this.freezer = freezer;
    }

    @Override
    public AddressRange vdso() throws IOException {
        for (String line : shell.run("cat /proc/1/maps").lines().toList()) {
            if (line.endsWith("[vdso]")) {
                String[] ends = line.substring(0, line.indexOf(' ')).split("-", 2);
                return new AddressRange(Long.parseUnsignedLong(ends[0], 16), Long.parseUnsignedLong(ends[1], 16));
            }
        }
        throw new IOException(this + " has no vDSO; the kernel was started with vdso=0");
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
        shell.run("set -o pipefail; " + command(address, bytes));
    }

    @Override
    public void writeAll(Map<Long, byte[]> places) {
        shell.run(places.entrySet().stream()
                .map(place -> command(place.getKey(), place.getValue()))
                .collect(Collectors.joining(" && ", "set -o pipefail; ", "")));
    }

    private static String command(long address, byte[] bytes) {
        return "base64 -d <<<'" + Base64.getEncoder().encodeToString(bytes)
                + "' | dd of=/proc/1/mem bs=" + bytes.length + " seek=" + address
                + " iflag=fullblock oflag=seek_bytes conv=notrunc status=none";
    }

    @Override
    public Stopped stop() {
        boolean frozenByUs = freezer.freeze(container);
        return new Stopped() {
            @Override
            public List<Long> programCounters() throws IOException {
                List<Long> counters = new ArrayList<>();
                for (String line :
                        shell.run("cat /proc/1/task/*/syscall").lines().toList()) {
                    counters.add(counter(line));
                }
                return counters;
            }

            @Override
            public void close() {
                if (frozenByUs) {
                    freezer.thaw(container);
                }
            }
        };
    }

    private long counter(String line) throws IOException {
        try {
            return Long.decode(line.substring(line.lastIndexOf(' ') + 1));
        } catch (NumberFormatException running) {
            throw new IOException(
                    "a thread of " + this + " does not stand still although it is frozen: " + line, running);
        }
    }

    @Override
    public String toString() {
        return "container " + container;
    }
}
