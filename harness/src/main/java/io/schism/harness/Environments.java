package io.schism.harness;

import io.schism.harness.clock.LocalProcess;
import io.schism.harness.clock.VdsoClocks;
import io.schism.harness.clock.VdsoProbe;
import io.schism.harness.disk.NodeDisks;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.docker.DockerEnvironment;
import io.schism.harness.environment.docker.DockerOptions;
import io.schism.harness.environment.docker.Engine;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.harness.system.etcd.EtcdReleases;
import io.schism.nemesis.target.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Makes the environment that a configuration names. Stateless. */
final class Environments {
    private static final int CLIENT_PORT = 2379;
    private static final int PEER_PORT = 2380;

    private Environments() {}

    /**
     * Makes the environment of a run; no node runs yet.
     *
     * @param directory the run's directory
     * @param disks whether faults will want disks of the nodes' own
     * @param narrator told what takes long
     */
    static Environment create(
            RunConfiguration configuration, Path directory, boolean disks, Consumer<String> narrator) {
        if (configuration.environment().equals("docker")) {
            return docker(configuration, directory, disks, narrator);
        }
        LocalLayout layout = LocalLayout.of(configuration.nodes(), directory);
        LocalLayout kept = configuration.keepData() ? layout.keepingData() : layout;
        return disks
                ? LocalEnvironment.create(
                        kept, clocks(configuration.system()), NodeDisks.create(layout.nodes(), directory, false))
                : LocalEnvironment.create(kept, clocks(configuration.system()));
    }

    private static ClockFactory clocks(String system) {
        return children -> {
            VdsoClocks clocks = new VdsoClocks(
                    node -> children.pid(node).map(pid -> new LocalProcess(pid, () -> children.frozen(node))),
                    children::undisturbed,
                    VdsoProbe::refusal,
                    monotonicRefusal(system));
            children.onStart((node, pid) -> clocks.started(node));
            return Optional.of(clocks);
        };
    }

    /** Only what keeps relative timers sleeps as its drifting clock says. */
    private static Optional<String> monotonicRefusal(String system) {
        return system.equals("raft")
                ? Optional.of(
                        "a JVM sleeps until absolute times of the kernel's own clock, so a drifting monotonic clock"
                                + " distorts its sleeps more and more; use wall-clock faults, or --system etcd")
                : Optional.empty();
    }

    private static Environment docker(
            RunConfiguration configuration, Path directory, boolean disks, Consumer<String> narrator) {
        Engine engine = Engine.connect();
        LocalImages images = new LocalImages(engine.client(), narrator);
        UnaryOperator<String> imageOf = program -> configuration.system().equals("etcd")
                ? images.etcd(Optional.of(EtcdReleases.ofThisMachine().program(program))
                        .filter(name -> name.contains("/"))
                        .map(Path::of))
                : images.raft();
        String image = configuration.image().orElseGet(() -> imageOf.apply(configuration.etcdBinary()));
        String run = directory.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        DockerOptions options = new DockerOptions(
                run,
                configuration.nodes(),
                image,
                images.pod(),
                CLIENT_PORT,
                PEER_PORT,
                LocalImages.shaper(),
                LocalImages::inImage,
                directory.resolve("nodes"),
                configuration.image().isPresent() ? Optional.empty() : Optional.of(imageOf),
                monotonicRefusal(configuration.system()));
        return disks
                ? DockerEnvironment.create(engine, options, disks(engine, configuration.nodes(), directory))
                : DockerEnvironment.create(engine, options);
    }

    private static NodeDisks disks(Engine engine, int count, Path directory) {
        List<Node> nodes =
                IntStream.rangeClosed(1, count).mapToObj(i -> new Node("n" + i)).toList();
        return engine.limits()
                .mounts()
                .map(NodeDisks::refused)
                .orElseGet(() -> NodeDisks.create(nodes, directory, true));
    }
}
