package io.schism.harness.bugs;

import java.util.List;
import java.util.stream.Collectors;

/** All known bugs that one command convicts. */
public final class BugLedger {
    private static final String LEADER_FAULTS =
            "--faults partition:leader,pause:leader --fault-interval 3s --time-limit 30s";

    private static final List<KnownBug> ALL = List.of(
            bug(
                    "etcd-serializable-reads",
                    "etcd, any version, serializable reads",
                    "linearizable reads: a member that is cut off answers from its own old state (jepsen.io/analyses/etcd-3.4.3)",
                    "--system etcd --nodes 3 --set read=serializable " + LEADER_FAULTS,
                    "--system etcd --nodes 3 " + LEADER_FAULTS),
            bug(
                    "ratis-default-reads",
                    "Apache Ratis 3.3.0, its default raft.server.read.option",
                    "linearizable reads: a leader that was deposed and does not know it yet answers from its own old state",
                    "--system raft --set read=default " + LEADER_FAULTS,
                    "--system raft " + LEADER_FAULTS),
            bug(
                    "etcd-lock-unfenced",
                    "etcd, any version, locks that hang on a lease",
                    "mutual exclusion: a holder that was paused goes on after its lease ran out (etcd-io/etcd#11457)",
                    "--system etcd --nodes 3 --workload lock --faults pause --fault-interval 4s --time-limit 60s",
                    "--system etcd --nodes 3 --workload lock-fenced --faults pause --fault-interval 4s --time-limit 60s"),
            bug(
                    "naive-bank",
                    "anybody's read, compute and write in three steps",
                    "the total is kept: two transfers at a time overwrite each other (check-then-act)",
                    "--system etcd --nodes 3 --workload bank-naive --faults none --time-limit 10s",
                    "--system etcd --nodes 3 --workload bank --faults none --time-limit 10s"));

    private BugLedger() {}

    /** Every row, in the order in which they are listed. */
    public static List<KnownBug> all() {
        return ALL;
    }

    /**
     * The row of this name.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public static KnownBug named(String name) {
        return ALL.stream()
                .filter(bug -> bug.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bug (" + name + ") is not in the ledger; it has "
                        + ALL.stream().map(KnownBug::name).collect(Collectors.joining(", "))));
    }

    private static KnownBug bug(String name, String software, String promise, String guilty, String healthy) {
        return new KnownBug(name, software, promise, List.of(guilty.split(" ")), List.of(healthy.split(" ")));
    }
}
