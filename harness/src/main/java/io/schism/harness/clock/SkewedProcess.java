package io.schism.harness.clock;

import io.schism.harness.clock.TargetProcess.AddressRange;
import io.schism.nemesis.target.ClockControl.Skew;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One process with a clock of its own. A skew writes the stub into the zero padding behind the vDSO's image and a jump over the first bytes
 * of each function, the whole image in one piece; the end puts the old bytes back. All of it while the process stands still with no thread
 * inside the vDSO, so no thread ever runs half-written code. Used by one thread at a time.
 *
 * <p>The place of the jump and the order of the steps are those of Chaos Mesh's TimeChaos; the stub in the padding, which needs neither
 * ptrace nor memory of its own, and the drift are Schism's (shared/research/containers.md, section 8).
 */
final class SkewedProcess {
    private static final int TRIES = 50;

    private final TargetProcess process;
    private final AddressRange range;
    private final byte[] original;
    private final Stub stub;
    private final int stubOffset;
    private final Map<Integer, byte[]> jumps;

    /**
     * @param original the bytes of the whole range as they were found
     * @param stubOffset where the stub goes, from the start of the range
     * @param jumps what stands over the first bytes of each function, by its offset from the start of the range
     */
    private SkewedProcess(
            TargetProcess process,
            AddressRange range,
            byte[] original,
            Stub stub,
            int stubOffset,
            Map<Integer, byte[]> jumps) {
        this.process = process;
        this.range = range;
        this.original = original;
        this.stub = stub;
        this.stubOffset = stubOffset;
        this.jumps = jumps;
    }

    /**
     * Looks at a process; changes nothing yet.
     *
     * @throws IOException when it cannot be read, or its vDSO has no room or is of an unknown kind
     */
    static SkewedProcess of(TargetProcess process) throws IOException {
        AddressRange range = process.vdso();
        byte[] mapped = process.read(range.start(), Math.toIntExact(range.end() - range.start()));
        try {
            VdsoImage image = VdsoImage.parse(mapped);
            Stub stub = image.stub();
            int end = image.end();
            int length = stub.code().length;
            if (end + length > mapped.length) {
                throw new IOException("no room for the stub behind the vDSO of " + process + ": " + length
                        + " bytes needed, " + (mapped.length - end) + " there");
            }
            Map<Integer, byte[]> jumps = new LinkedHashMap<>();
            stub.entries()
                    .forEach((name, entry) -> image.function(name).ifPresent(offset -> {
                        long from = range.start() + offset;
                        jumps.put(offset, stub.jump(from, range.start() + end + entry));
                    }));
            if (jumps.isEmpty()) {
                throw new IOException("the vDSO of " + process + " has none of "
                        + stub.entries().keySet());
            }
            return new SkewedProcess(process, range, mapped, stub, end, jumps);
        } catch (IllegalArgumentException unreadable) {
            throw new IOException(process + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whether the process is still what was looked at: a program that is replaced by another has its vDSO elsewhere. */
    boolean current() throws IOException {
        return process.vdso().equals(range);
    }

    /** Skews both clocks from now on, in place of any skew they had. */
    void skew(Skew wall, Skew monotonic) throws IOException {
        whileOutsideTheVdso(() -> {
            byte[] code = stub.code();
            byte[] parameters = ClockParameters.of(wall, wallNow(), monotonic, System.nanoTime())
                    .encode();
            System.arraycopy(parameters, 0, code, stub.parametersOffset(), parameters.length);
            byte[] image = original.clone();
            System.arraycopy(code, 0, image, stubOffset, code.length);
            jumps.forEach((offset, jump) -> System.arraycopy(jump, 0, image, offset, jump.length));
            process.write(range.start(), image);
        });
    }

    /** Gives the process the true time back. */
    void restore() throws IOException {
        whileOutsideTheVdso(() -> process.write(range.start(), original));
    }

    /** How far the wall clock of the process is ahead, from the bytes that are in its memory now. */
    Duration offset() throws IOException {
        Optional<ClockParameters> there = parametersThere();
        return there.isEmpty() ? Duration.ZERO : there.get().wall().ahead(wallNow());
    }

    /** How far the monotonic clock of the process is ahead, from the bytes that are in its memory now. */
    Duration monotonicOffset() throws IOException {
        Optional<ClockParameters> there = parametersThere();
        return there.isEmpty() ? Duration.ZERO : there.get().monotonic().ahead(System.nanoTime());
    }

    /** What the stub reads now, or empty when a function is not led to it. */
    private Optional<ClockParameters> parametersThere() throws IOException {
        byte[] there = process.read(range.start(), original.length);
        for (Map.Entry<Integer, byte[]> jump : jumps.entrySet()) {
            int from = jump.getKey();
            if (!Arrays.equals(Arrays.copyOfRange(there, from, from + jump.getValue().length), jump.getValue())) {
                return Optional.empty();
            }
        }
        int parameters = stubOffset + stub.parametersOffset();
        return Optional.of(
                ClockParameters.decode(Arrays.copyOfRange(there, parameters, parameters + ClockParameters.BYTES)));
    }

    private void whileOutsideTheVdso(Change change) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (TargetProcess.Stopped stopped = process.stop()) {
                if (stopped.programCounters().stream().noneMatch(range::contains)) {
                    change.make();
                    return;
                }
            }
        }
        throw new IOException("a thread of " + process + " was inside the vDSO at each of " + TRIES + " looks");
    }

    private static long wallNow() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }
}
