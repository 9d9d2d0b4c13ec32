package io.schism.harness.system.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
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
import io.schism.harness.system.channel.ChannelSecurity;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.SnapshotControl;
import io.schism.nemesis.target.UpgradeControl;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Locks;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Replica;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Stores;
import io.schism.workloads.client.TransactionalLocks;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Watches;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** etcd, started from a binary or in an image. */
public final class EtcdSystem implements SystemUnderTest {
    private static final String PROGRAM = "etcd";
    private static final String PINNED = "pinned";
    private static final String RETRYING = "jetcd-0.8.2";

    /** What can be set, with its defaults; heartbeat and time-out are etcd's own. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice("read", "linearizable", "serializable"),
            Setting.duration("heartbeat", "100ms", Duration.ofMillis(5), Duration.ofSeconds(10)),
            Setting.duration("election-timeout", "1s", Duration.ofMillis(25), Duration.ofSeconds(50)),
            Setting.number("snapshot-threshold", 10_000, 1, 100_000_000),
            Setting.choice("pre-vote", "as-released", "on", "off"),
            Setting.choice("unsafe-no-fsync", "off", "on"),
            Setting.choice("tls", "none", "mutual"),
            Setting.text("upgrade-to", EtcdUpgrades.NEWEST),
            Setting.choice("client", PINNED, RETRYING, "jetcd-0.8.2-without-retries"),
            Setting.text("flag", ""));

    private final EtcdRelease release;
    private final Settings settings;
    private final Optional<EtcdCertificates> certificates;
    private final EtcdRoster roster;
    private final Map<Long, Node> members = new ConcurrentHashMap<>();
    private final Map<Environment, Members> clusters = new ConcurrentHashMap<>();

    private EtcdSystem(EtcdRelease release, Settings settings) {
        this.release = release;
        this.settings = settings;
        this.certificates =
                settings.text("tls").equals("mutual") ? Optional.of(new EtcdCertificates()) : Optional.empty();
        this.roster = new EtcdRoster(release);
    }

    /**
     * The system with these settings.
     *
     * @param binary path of the program, its name when it is on PATH, or a version that {@link EtcdReleases} has
     * @param given settings that differ from the defaults
     * @throws IllegalArgumentException for an unknown key or a value that is not allowed
     * @throws io.schism.harness.environment.EnvironmentException when the binary is missing or is not etcd
     */
    public static EtcdSystem with(String binary, Map<String, String> given) {
        Settings settings = checked(given);
        return new EtcdSystem(EtcdRelease.of(EtcdReleases.ofThisMachine().program(binary)), settings);
    }

    /**
     * The system of an image; this machine needs no etcd for it.
     *
     * @param image its name
     * @param question runs a command in the image and answers with what it printed
     * @param given settings that differ from the defaults
     * @throws IllegalArgumentException for an unknown key or a value that is not allowed
     * @throws io.schism.harness.environment.EnvironmentException when the image has no etcd
     */
    public static EtcdSystem ofImage(String image, Function<List<String>, String> question, Map<String, String> given) {
        Settings settings = checked(given);
        EtcdVersion version =
                EtcdVersion.parse("etcd in image " + image, question.apply(List.of(PROGRAM, "--version")));
        return new EtcdSystem(new EtcdRelease(PROGRAM, version, Optional.of(image)), settings);
    }

    private static Settings checked(Map<String, String> given) {
        Settings settings = Settings.of(SETTINGS, given);
        if (settings.duration("election-timeout")
                        .compareTo(settings.duration("heartbeat").multipliedBy(5))
                < 0) {
            throw new IllegalArgumentException("--set election-timeout=" + settings.text("election-timeout")
                    + " must be at least five times the heartbeat (" + settings.text("heartbeat") + "); etcd insists");
        }
        boolean plain = settings.text("read").equals("linearizable")
                && settings.text("tls").equals("none");
        if (!settings.text("client").equals(PINNED) && !plain) {
            throw new IllegalArgumentException("--set client=" + settings.text("client")
                    + " reads linearizably and without certificates; leave --set read and --set tls out, or take client="
                    + PINNED);
        }
        return settings;
    }

    @Override
    public String name() {
        return "etcd";
    }

    @Override
    public Map<String, String> description() {
        Map<String, String> description = new LinkedHashMap<>();
        description.put("software", "etcd");
        description.put("version", release.version().text());
        description.put(
                release.image().isPresent() ? "image" : "binary",
                release.image().orElse(release.program()));
        description.putAll(settings.all());
        description.put("pre-vote", EtcdFlags.preVote(release.version(), settings) ? "on" : "off");
        return description;
    }

    @Override
    public void prepare(Path runDirectory) {
        certificates.ifPresent(made -> made.writeTo(runDirectory.resolve("tls")));
    }

    /**
     * The members dial each other by Go's default transport, which takes its proxy from the environment; it never uses one for loopback
     * names, and {@code NO_PROXY} of the one who starts the harness must not get in between.
     */
    @Override
    public Launch launch(Site site, List<Site> all) {
        EtcdRelease installed = roster.release(site.node());
        List<String> command = new ArrayList<>();
        command.add(installed.program());
        command.addAll(EtcdFlags.of(installed.version(), settings, site, all, roster.joined(site.node())));
        Map<String, String> environment = new LinkedHashMap<>();
        site.forwardProxyPort().ifPresent(port -> {
            for (String name : List.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy")) {
                environment.put(name, "http://127.0.0.1:" + port);
            }
            environment.put("NO_PROXY", "");
            environment.put("no_proxy", "");
        });
        certificates.ifPresent(made -> command.addAll(made.flags(site)));
        return new Launch(
                command, environment, certificates.map(made -> made.files(site)).orElse(List.of()));
    }

    @Override
    public DataFiles dataFiles() {
        return new DataFiles(
                List.of("glob:member/wal/*.wal"), List.of("glob:member/snap/*.snap", "glob:member/snap/db"));
    }

    @Override
    public Optional<Node> leader(Environment environment, Duration deadline) {
        Map<Node, StatusResponse> answers = Census.ask(
                environment.nodes(),
                node -> reached(
                        environment,
                        node,
                        deadline,
                        call -> call.call(MaintenanceGrpc.getStatusMethod(), StatusRequest.getDefaultInstance())));
        answers.forEach((node, status) -> members.put(status.getHeader().getMemberId(), node));
        return Census.most(answers.values().stream()
                .map(status -> members.get(status.getLeader()))
                .filter(Objects::nonNull)
                .toList());
    }

    /** What etcd's own {@code /health} does: a linearizable read of a key, whether it exists or not. */
    @Override
    public boolean healthy(Environment environment, Node node, Duration deadline) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("health"))
                .build();
        return reached(environment, node, deadline, call -> call.call(KVGrpc.getRangeMethod(), request))
                .isPresent();
    }

    @Override
    public Optional<AdminControl> admin(Environment environment) {
        return Optional.of(new EtcdMaintenance(members(environment)));
    }

    @Override
    public Optional<UpgradeControl> upgrades(Environment environment) {
        return Optional.of(EtcdUpgrades.of(
                members(environment), roster, release, settings.text("upgrade-to"), EtcdReleases.ofThisMachine()));
    }

    @Override
    public Optional<SnapshotControl> snapshots(Environment environment) {
        return Optional.of(new EtcdSnapshots(
                members(environment),
                roster,
                EtcdFlags.founders(settings, environment.sites()),
                site -> EtcdFlags.peerUrl(settings, site)));
    }

    @Override
    public Optional<MembershipControl> membership(Environment environment) {
        return Optional.of(new EtcdMembership(members(environment), roster, site -> EtcdFlags.peerUrl(settings, site)));
    }

    @Override
    public Session session(InetSocketAddress address, Duration deadline) {
        PinnedChannel channel = channel(address, deadline);
        boolean serializable = settings.text("read").equals("serializable");
        EtcdKeyValue keys = new EtcdKeyValue(channel, serializable);
        EtcdTransactions transactions = new EtcdTransactions(channel, serializable);
        Map<Class<?>, Object> abilities = new HashMap<>();
        abilities.put(KeyValue.class, keys);
        abilities.put(Ranges.class, keys);
        abilities.put(Transactions.class, transactions);
        abilities.put(Locks.class, new TransactionalLocks(transactions));
        abilities.put(Leases.class, new EtcdLeases(channel));
        abilities.put(Watches.class, new EtcdWatches(channel));
        abilities.put(Replica.class, new EtcdReplica(channel, address, certificates.map(EtcdCertificates::sockets)));
        return new AbilitySession(abilities, channel::close);
    }

    @Override
    public boolean offers(Class<?> ability) {
        return settings.text("client").equals(PINNED)
                ? SystemUnderTest.super.offers(ability)
                : ability == KeyValue.class || ability == Transactions.class;
    }

    @Override
    public Stores stores(Environment environment, Duration callDeadline) {
        String client = settings.text("client");
        return client.equals(PINNED)
                ? SystemUnderTest.super.stores(environment, callDeadline)
                : ReleasedJetcd.stores(
                        environment.nodes().stream()
                                .map(environment::clientAddress)
                                .toList(),
                        callDeadline,
                        client.equals(RETRYING));
    }

    private Members members(Environment environment) {
        return clusters.computeIfAbsent(
                environment,
                where -> new Members(
                        where,
                        (node, deadline) -> channel(where.clientAddress(node), deadline),
                        new EtcdMembers.Reader()));
    }

    private PinnedChannel channel(InetSocketAddress address, Duration deadline) {
        ChannelSecurity security = certificates.map(EtcdCertificates::clients).orElse(ChannelSecurity.none());
        return PinnedChannel.open(address, deadline, EtcdErrors::kindOf, security);
    }

    private <T> Optional<T> reached(
            Environment environment, Node node, Duration deadline, Function<PinnedChannel, T> question) {
        try (PinnedChannel channel = channel(environment.clientAddress(node), deadline)) {
            return Optional.of(question.apply(channel));
        } catch (StoreException unreachable) {
            // a node that does not answer has nothing to say
            return Optional.empty();
        }
    }
}
