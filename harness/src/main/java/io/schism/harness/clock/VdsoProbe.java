package io.schism.harness.clock;

import io.schism.nemesis.target.ClockControl.Skew;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Finds out, on a short-lived child process, whether this machine lets a clock be changed through the vDSO. Stateless. */
public final class VdsoProbe {
    private static final Skew HOUR_AHEAD = new Skew(Duration.ofHours(1), 0);

    private VdsoProbe() {}

    /** Why a local process cannot be given a clock of its own here and how to mend that, or empty when it can. Takes some 50 ms. */
    public static Optional<String> refusal() {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.of("clock faults rewrite the vDSO, which only Linux has, and this is " + system
                    + "; use --env docker or a Linux machine");
        }
        Process child;
        try {
            child = new ProcessBuilder("sleep", "10").start();
        } catch (IOException e) {
            return Optional.of("could not start a process to try it on: " + e.getMessage());
        }
        try {
            return refusal(new LocalProcess(child.pid()));
        } finally {
            child.destroyForcibly();
        }
    }

    /** Why this process cannot be given a clock of its own and how to mend that, or empty when it can; it has the true time afterwards. */
    public static Optional<String> refusal(TargetProcess process) {
        try {
            SkewedProcess skewed = SkewedProcess.of(process);
            skewed.skew(HOUR_AHEAD, Skew.NONE);
            boolean readBack = skewed.offset().compareTo(Duration.ofMinutes(59)) > 0;
            skewed.restore();
            return readBack
                    ? Optional.empty()
                    : Optional.of("a write to the vDSO of " + process + " was not seen afterwards");
        } catch (IOException e) {
            return Optional.of("the vDSO of " + process + " could not be rewritten (" + e.getMessage()
                    + "); a hardened kernel refuses writes through /proc/PID/mem: allow them (proc_mem.force_override=always)"
                    + " or leave clock faults out");
        }
    }
}
