package io.schism.harness.environment.docker.network;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What netem does in one pod, to packets that leave it. Safe for several threads, one change at a time. */
interface PodNetem {
    /** The way out of a pod. */
    String DEVICE = "eth0";

    /**
     * Treats what goes to these addresses until the answer is closed.
     *
     * @throws FaultException when it could not be done; nothing is treated then
     */
    Treated treat(Impairment impairment, List<String> addresses);

    /** Runs a command in the pod and answers what it printed. Fails with a {@link FaultException} when the command does. */
    @FunctionalInterface
    interface Commands {
        String run(String command);
    }

    /** One treatment in force in one pod. */
    interface Treated {
        /** Packets it has hit so far, as netem counted them. */
        long affected();

        /**
         * Takes it away and nothing else; calling it again does nothing.
         *
         * @throws FaultException when some of it is still there; it may be called again then
         */
        void close();
    }

    /** Gives these lines to tc in one go; stops at the first that fails, and fails with it. */
    static String batch(List<String> lines) {
        return "tc -batch - <<'EOF'\n" + String.join("\n", lines) + "\nEOF";
    }

    /** The same, but what is not there needs no removing; whoever sends it looks afterwards at what is there. */
    static String removal(List<String> lines) {
        return "tc -force -batch - <<'EOF' || true\n" + String.join("\n", lines) + "\nEOF";
    }

    /** The smallest number from 1 that is free. */
    static int free(IntPredicate taken) {
        return IntStream.iterate(1, number -> number + 1)
                .filter(number -> !taken.test(number))
                .findFirst()
                .orElseThrow();
    }
}
