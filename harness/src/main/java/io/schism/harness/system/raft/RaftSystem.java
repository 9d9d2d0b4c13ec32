package io.schism.harness.system.raft;

import io.schism.harness.disk.DataFiles;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Launch;
import io.schism.harness.environment.Site;
import io.schism.harness.system.AbilitySession;
import io.schism.harness.system.Census;
import io.schism.harness.system.Members;
import io.schism.harness.system.Setting;
import io.schism.harness.system.Settings;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.channel.ErrorTable;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.harness.system.raft.node.NodeOptions;
import io.schism.harness.system.raft.store.NodeReport;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Locks;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Replica;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.TransactionalKeyValue;
import io.schism.workloads.client.TransactionalLocks;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Transaction;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.ratis.server.RaftServer;

/** A key-value store on Apache Ratis, one JVM a node, started from the class path of the harness. */
public final class RaftSystem implements SystemUnderTest {
    /** What can be set, with its defaults. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice("read", "linearizable", "lease", "default", "logged"),
            Setting.duration("heartbeat", "100ms", Duration.ofMillis(5), Duration.ofSeconds(30)),
            Setting.duration("election-timeout", "1s", Duration.ofMillis(20), Duration.ofMinutes(2)),
            Setting.number("snapshot-threshold", 10_000, 10, 10_000_000),
            Setting.choice("pre-vote", "on", "off"),
            Setting.choice("flush", "safe", "unsafe"),
            Setting.choice("beginning", "common", "own"),
            Setting.choice("append", "direct", "composed"));

    private final Settings settings;
    private final Set<Node> joining = ConcurrentHashMap.newKeySet();
    private final Map<Environment, Members> members = new ConcurrentHashMap<>();

    private RaftSystem(Settings settings) {
        this.settings = settings;
    }

    /**
     * The system with these settings.
     *
     * @throws IllegalArgumentException for an unknown key or a value that is not allowed
     */
    public static RaftSystem with(Map<String, String> given) {
        Settings settings = Settings.of(SETTINGS, given);
        Duration heartbeat = settings.duration("heartbeat");
        Duration election = settings.duration("election-timeout");
        if (election.compareTo(heartbeat.multipliedBy(2)) <= 0) {
            throw new IllegalArgumentException("--set election-timeout=" + settings.text("election-timeout")
                    + " must be more than twice the heartbeat (" + settings.text("heartbeat")
                    + "): Ratis waits between twice the heartbeat and the election time-out");
        }
        return new RaftSystem(settings);
    }

    @Override
    public String name() {
        return "raft";
    }

    @Override
    public Map<String, String> description() {
        Map<String, String> description = new LinkedHashMap<>();
        description.put("software", "Apache Ratis");
        description.put("version", version());
        description.put("java", System.getProperty("java.version"));
        description.putAll(settings.all());
        return description;
    }

    @Override
    public Launch launch(Site site, List<Site> all) {
        Map<String, String> peers = new LinkedHashMap<>();
        all.forEach(each -> peers.put(each.node().name(), each.announcedPeerAddress()));
        NodeOptions options = new NodeOptions(
                site.node().name(),
                site.listenHost(),
                site.peerPort(),
                site.clientPort(),
                peers,
                Path.of(site.dataDirectory()),
                site.forwardProxyPort(),
                settings.duration("heartbeat"),
                settings.duration("election-timeout"),
                settings.number("snapshot-threshold"),
                settings.text("read"),
                settings.on("pre-vote"),
                settings.text("flush").equals("unsafe"),
                joining.contains(site.node()),
                settings.text("beginning").equals("common"),
                settings.text("append").equals("composed"));
        List<String> command = new ArrayList<>(NodeMachine.command());
        command.addAll(options.arguments());
        return new Launch(command, NodeMachine.environment());
    }

    @Override
    public DataFiles dataFiles() {
        // A snapshot's checksum lies beside it under a longer name, and is no snapshot.
        return new DataFiles(List.of("glob:*/current/log_*"), List.of("regex:[^/]+/sm/snapshot\\.\\d+_\\d+"));
    }

    @Override
    public Optional<Node> leader(Environment environment, Duration deadline) {
        Map<Node, NodeReport> reports = Census.ask(
                environment.nodes(), node -> reached(environment, node, deadline, call -> NodeCall.inspect(call, 0)));
        return Census.most(reports.values().stream()
                .map(NodeReport::leader)
                .filter(leader -> !leader.isEmpty())
                .map(Node::new)
                .filter(environment.nodes()::contains) // one that came later is nobody's target
                .toList());
    }

    @Override
    public boolean healthy(Environment environment, Node node, Duration deadline) {
        // what it answers does not matter: it can only answer with a leader and, unless reads are weak, with a majority
        Transaction reading = Transaction.of(new Transactions.Get("healthy"));
        return reached(environment, node, deadline, call -> NodeCall.run(call, reading))
                .isPresent();
    }

    @Override
    public Optional<MembershipControl> membership(Environment environment) {
        return Optional.of(new RaftMembership(members(environment), joining));
    }

    @Override
    public Optional<AdminControl> admin(Environment environment) {
        return Optional.of(new RaftMaintenance(members(environment)));
    }

    private Members members(Environment environment) {
        return members.computeIfAbsent(
                environment,
                where -> new Members(
                        where,
                        (node, deadline) ->
                                PinnedChannel.open(where.clientAddress(node), deadline, ErrorTable::transport),
                        new KnownLeader()));
    }

    private static String version() {
        return Objects.requireNonNullElse(RaftServer.class.getPackage().getImplementationVersion(), "unknown");
    }

    @Override
    public Session session(InetSocketAddress address, Duration deadline) {
        PinnedChannel channel = PinnedChannel.open(address, deadline, ErrorTable::transport);
        RaftTransactions transactions = new RaftTransactions(channel);
        Ranges ranges = prefix -> NodeCall.scan(channel, prefix);
        return new AbilitySession(
                Map.of(
                        KeyValue.class, new TransactionalKeyValue(transactions),
                        Ranges.class, ranges,
                        Transactions.class, transactions,
                        Locks.class, new TransactionalLocks(transactions),
                        Replica.class, new RaftReplica(channel)),
                channel::close);
    }

    private static <T> Optional<T> reached(
            Environment environment, Node node, Duration deadline, Function<PinnedChannel, T> question) {
        try (PinnedChannel channel =
                PinnedChannel.open(environment.clientAddress(node), deadline, ErrorTable::transport)) {
            return Optional.of(question.apply(channel));
        } catch (StoreException unreachable) {
            // a node that does not answer has nothing to say
            return Optional.empty();
        }
    }
}
