package io.schism.harness.bugs;

import static io.schism.harness.bugs.Row.row;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All known bugs that one command convicts. The figures were measured on a machine of two cores that others used too; elsewhere they are a
 * hint, and {@code ./schism bugs NAME --repeat N} measures them again.
 */
public final class BugLedger {
    private static final String ETCD = "--system etcd --nodes 3 ";
    private static final String LEADER_FAULTS =
            "--faults partition:leader,pause:leader --fault-interval 3s --time-limit 20s";
    private static final String PAUSED_FOLLOWERS =
            "--faults pause:follower --profile calm --fault-interval 4s --time-limit 15s";
    private static final String KILLS = "--faults restart:one --fault-interval 1s --call-timeout 5s --time-limit 14s";
    private static final String POWER = "--workload set --plan ledger:power-failure --time-limit 16s";
    private static final String LEASE_FAULTS = "--faults pause:leader,partition:leader,clock:bump,clock:strobe"
            + " --targets leader --fault-interval 2s --time-limit 15s";
    private static final String JETCD = "--system etcd --set client=jetcd-0.8.2";
    private static final String LOST_ANSWER = " when the connection dies after the transaction was executed and before"
            + " it was answered, the client runs it a second time and believes the second answer"
            + " (jepsen.io/analyses/jetcd-0.8.2, etcd-io/etcd#14890, etcd-io/jetcd#1445)";
    private static final String CATCH_UP = ETCD + "--workload watch --plan ledger:snapshot-catch-up --rate 0"
            + " --concurrency 10n --time-limit 26s --set snapshot-threshold=100";
    private static final String LATE_LEADER = ETCD + "--rate 400 --concurrency 30n"
            + " --call-timeout 8s --time-limit 24s --plan ledger:late-then-mute-leader";

    private static final String HELD_ANSWERS = "--system raft --nodes 3 --rate 300 --concurrency 20n"
            + " --time-limit 23s --plan ledger:deaf-then-cut-leader";

    private static final String SLOW_LOG = "--system raft --nodes 5 --set read=logged --set heartbeat=200ms"
            + " --set election-timeout=1500ms --rate 6 --concurrency 8n --time-limit 45s"
            + " --plan ledger:slow-log-then-cut-leader";

    private static final List<KnownBug> ALL = List.of(
            row("etcd-serializable-reads", "etcd 3.4.23, serializable reads", "partition, pause")
                    .onlyEtcd("3.4.23")
                    .breaks("linearizable reads: a member that is cut off answers from its own old state"
                            + " (jepsen.io/analyses/etcd-3.4.3)")
                    .guilty(ETCD + "--set read=serializable " + LEADER_FAULTS)
                    .healthy(ETCD + LEADER_FAULTS)
                    .convicted(3, 3, 30),
            row("ratis-default-reads", "Apache Ratis 3.3.0, reads as released", "a leader that is deaf, then cut off")
                    .breaks("linearizable reads: a leader that was deposed and does not know it yet answers from its"
                            + " own old state")
                    .guilty(HELD_ANSWERS + " --set read=default")
                    .healthy(HELD_ANSWERS + " --set read=logged")
                    .convicted(2, 2, 39),
            row(
                            "ratis-linearizable-reads",
                            "Apache Ratis 3.3.0, linearizable reads",
                            "a leader that is deaf, then cut off")
                    .breaks(
                            "linearizable reads: a read waits for heartbeats together with the earlier ones of its commit"
                                    + " index (ReadIndexHeartbeats), which does not move while the leader is cut off. Answers from"
                                    + " before release it when they come late, although another leader writes by then; and once an"
                                    + " index was acknowledged, reads at it ask nobody (since RATIS-2044). The twin writes an entry before each read")
                    .guilty(HELD_ANSWERS)
                    .healthy(HELD_ANSWERS + " --set read=logged")
                    .convicted(4, 5, 35),
            row("etcd-lock-unfenced", "etcd 3.4.23, locks that hang on a lease", "pause")
                    .onlyEtcd("3.4.23")
                    .breaks("mutual exclusion: a holder goes on after its lease ran out (etcd-io/etcd#11457). Clients"
                            + " fall asleep by themselves in this workload, so it takes no fault of the cluster; the"
                            + " lesson lock-checked is convicted likewise")
                    .guilty(ETCD + "--workload lock " + PAUSED_FOLLOWERS)
                    .healthy(ETCD + "--workload lock-fenced " + PAUSED_FOLLOWERS)
                    .convicted(5, 5, 34),
            row("naive-bank", "anybody's read, compute and write", "none")
                    .breaks("the total is kept: two transfers at a time overwrite each other (check-then-act)")
                    .guilty(ETCD + "--workload bank-naive --faults none --time-limit 5s")
                    .healthy(ETCD + "--workload bank --faults none --time-limit 5s")
                    .convicted(50, 50, 6),
            row("jetcd-append", "jetcd 0.8.2 with its default retries, etcd 3.4.23", "kill -9")
                    .onlyEtcd("3.4.23")
                    .breaks("strict serializability, aborted reads:" + LOST_ANSWER)
                    .guilty(JETCD + " --workload append " + KILLS)
                    .healthy(JETCD + "-without-retries --workload append " + KILLS)
                    .convicted(3, 5, 26),
            row("jetcd-wr", "jetcd 0.8.2 with its default retries, etcd 3.4.23", "kill -9")
                    .onlyEtcd("3.4.23")
                    .breaks("strict serializability, lost updates and circular information flow:" + LOST_ANSWER)
                    .guilty(JETCD + " --workload wr " + KILLS)
                    .healthy(JETCD + "-without-retries --workload wr " + KILLS)
                    .convicted(2, 5, 24),
            row("etcd-watch-back-in-time", "etcd 3.4.23, snapshot every 100 entries", "partition of 18 s")
                    .onlyEtcd("3.4.23")
                    .breaks(
                            "a watch never goes back: a member that comes back and is given a snapshot sends its"
                                    + " watchers again what they were told long ago (etcd-io/etcd#15271, fixed in 3.4.25 and 3.5.8)")
                    .guilty(CATCH_UP)
                    .healthy(CATCH_UP + " --etcd-binary 3.5.8+")
                    .convicted(1, 3, 33),
            row("etcd-stale-linearizable-reads", "etcd 3.4.23 and 3.5.16", "a leader that hears late, then is mute")
                    .onlyEtcd("3.4.23", "3.5.16")
                    .breaks("linearizable reads: members repeat a ReadIndex request under its old number, so late"
                            + " answers to the first release reads that came after the leader was deposed"
                            + " (etcd-io/etcd#20418, fixed in 3.4.42, 3.5.28, 3.6.9)")
                    .guilty(LATE_LEADER)
                    .healthy(LATE_LEADER + " --etcd-binary 3.5.28+")
                    .convicted(3, 5, 41),
            row("etcd-unsafe-no-fsync", "etcd 3.4.23, --unsafe-no-fsync", "power failure of all nodes")
                    .onlyEtcd("3.4.23")
                    .breaks("durability: what was acknowledged and never synced is gone when the power fails")
                    .guilty(ETCD + "--set unsafe-no-fsync=on " + POWER)
                    .healthy(ETCD + POWER)
                    .convicted(2, 2, 27),
            row("ratis-unsafe-flush", "Apache Ratis 3.3.0, unsafe flush", "power failure of all nodes")
                    .breaks("durability: entries are acknowledged before they are synced, and the power fails between")
                    .guilty("--system raft --nodes 3 --set read=logged --set flush=unsafe " + POWER)
                    .healthy("--system raft --nodes 3 --set read=logged " + POWER)
                    .convicted(2, 10, 32),
            row("ratis-composed-appends", "Apache Ratis 3.3.0, composed appends (its default)", "slow fsync, partition")
                    .breaks(
                            "equal copies: a follower knows the entries it is still writing by their index alone, so what"
                                    + " a new leader sends for an index of the deposed one's passes for a repetition"
                                    + " (NavigableIndices.alreadyExists). The follower acknowledges it, never writes it, and commits"
                                    + " its own entry in its place")
                    .guilty(SLOW_LOG + " --set append=composed")
                    .healthy(SLOW_LOG)
                    .convicted(3, 3, 87),
            row("ratis-lease-reads", "Apache Ratis 3.3.0, leader lease", "pause, partition, wall clock")
                    .breaks("linearizable reads from a lease; it held in every run. Ratis counts the lease from the"
                            + " sending of what a majority answered, by the monotonic clock, so neither a pause nor a"
                            + " wall clock stretches it, and gives it up before it hands leadership over. What is"
                            + " left: a follower votes for a candidate of a higher term although it hears its leader"
                            + " (VoteContext skips that check), but only for one that has all of its log")
                    .guilty("--system raft --set read=lease " + LEASE_FAULTS)
                    .healthy("--system raft --set read=logged " + LEASE_FAULTS)
                    .hunted(4));

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
}
