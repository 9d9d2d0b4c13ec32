package io.schism.harness.environment.docker;

import io.schism.harness.environment.Preparation;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.catalogue.FaultCatalogue;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Prints how long faults take from the decision to the effect on five containers of etcd that nobody uses, the first time apart from the
 * others. Started by hand, after {@code mvn -Dquick test-compile} and {@code mvn dependency:build-classpath}, with the harness' test class
 * path; arguments are faults, such as {@code pause:one}.
 */
final class FaultLatency {
    private static final int TIMES = 10;
    private static final List<String> USUAL = List.of(
            "partition:halves",
            "partition:majorities-ring",
            "pause:one",
            "pause:all",
            "freeze:one",
            "kill:one",
            "clock:bump",
            "clock:drift",
            "clock:scramble",
            "packet:loss",
            "packet:delay",
            "packet:corrupt");

    private FaultLatency() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        Engine engine = Engine.connect();
        LocalImages images = new LocalImages(engine.client(), out::println);
        SystemUnderTest etcd = Systems.named("etcd", Map.of(), "etcd");
        DockerOptions options = ContainerRuns.options(
                "latency-" + ProcessHandle.current().pid(),
                5,
                images.etcd(Optional.empty()),
                images,
                Files.createTempDirectory("schism-latency-"));
        try (DockerEnvironment cluster = DockerEnvironment.create(engine, options)) {
            cluster.prepare(EnumSet.allOf(Preparation.class));
            cluster.start(etcd);
            Readiness.await(cluster, etcd, Duration.ofSeconds(60));
            Targets targets = Targets.builder(new View(cluster, etcd), cluster.processes(), cluster.network())
                    .clocks(cluster.clocks().orElseThrow())
                    .freezer(cluster.freezer().orElseThrow())
                    .build();
            out.printf("%-26s %8s %8s %8s %8s %8s   %s%n", "ms", "first", "least", "median", "9 in 10", "most", "heal");
            for (String label : arguments.length == 0 ? USUAL : List.of(arguments)) {
                measure(label, targets, out);
                Readiness.await(cluster, etcd, Duration.ofSeconds(60));
            }
        }
    }

    private static void measure(String label, Targets targets, PrintStream out) {
        String[] words = label.split(":");
        double[] injected = new double[TIMES];
        double[] healed = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            PlannedFault planned =
                    new PlannedFault(i + 1, Duration.ZERO, Duration.ZERO, words[0], words[1], i, Map.of());
            Fault fault = FaultCatalogue.standard()
                    .variant(words[0], words[1])
                    .factory()
                    .create(planned, targets, new Random(i));
            long decided = System.nanoTime();
            Healing healing = fault.inject();
            injected[i] = (System.nanoTime() - decided) / 1e6;
            long over = System.nanoTime();
            healing.close();
            healed[i] = (System.nanoTime() - over) / 1e6;
        }
        double first = injected[0];
        double[] later = Arrays.copyOfRange(injected, 1, TIMES);
        Arrays.sort(later);
        Arrays.sort(healed);
        out.printf(
                "%-26s %8.1f %8.1f %8.1f %8.1f %8.1f   %.1f%n",
                label,
                first,
                later[0],
                later[later.length / 2],
                later[later.length * 9 / 10],
                later[later.length - 1],
                healed[TIMES / 2]);
    }

    private record View(DockerEnvironment cluster, SystemUnderTest system) implements ClusterView {
        @Override
        public List<Node> nodes() {
            return cluster.nodes();
        }

        @Override
        public Optional<Node> leader() {
            return system.leader(cluster, Duration.ofMillis(700));
        }
    }
}
