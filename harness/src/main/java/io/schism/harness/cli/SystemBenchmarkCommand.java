package io.schism.harness.cli;

import io.schism.harness.bench.Etcdctl;
import io.schism.harness.bench.Row;
import io.schism.harness.bench.Sample;
import io.schism.harness.bench.Share;
import io.schism.harness.bench.SystemBenchmark;
import io.schism.harness.environment.ScratchFiles;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.results.store.DirectoryTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schism bench systems}: how many operations a second systems take, and what of it the harness costs. */
@Command(
        name = "systems",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 110,
        description = {
            "Operations a second of systems, and what of them the harness costs.",
            "The register workload without faults, as fast as it goes: driven by the harness, by a bare loop through the same",
            "proxies, and by a bare loop past the proxies between clients and nodes."
        },
        footer = {
            "",
            "Every process has a connection of its own. The three drivers take turns, a slice of time each; the share is the",
            "harness' throughput in its slice over the other's in the next one: the median, and in brackets the bounds between",
            "which the true median lies with a confidence of 95 %%. More slices narrow them.",
            "CPU is this program's for one operation, driver and proxies, without the nodes. etcdctl check perf puts 1 KiB for a",
            "minute; beside it stand the same puts from a bare loop."
        })
final class SystemBenchmarkCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--system", split = ",", paramLabel = "NAME", description = "raft,etcd by default.")
    private List<String> systems = Systems.names();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the systems.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--etcd-binary",
            paramLabel = "PATH",
            description = "The etcd program: a path, a name, or a version such as 3.5 (see doctor); etcd by default.")
    private String etcd = "etcd";

    @Option(names = "--nodes", paramLabel = "N", description = "How many nodes; 5 by default.")
    private int nodes = 5;

    @Option(
            names = "--processes",
            split = ",",
            paramLabel = "N",
            description = "Numbers of processes to measure with: 1,10,100,1000 by default.")
    private List<Integer> processes = List.of(1, 10, 100, 1000);

    @Option(names = "--slices", paramLabel = "N", description = "Slices of each driver; 15 by default.")
    private int slices = 15;

    @Option(names = "--slice", paramLabel = "TIME", description = "How long one slice takes; 500ms by default.")
    private Duration slice = Duration.ofMillis(500);

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = "How long each driver warms up before its first slice, connecting included; 2s by default.")
    private Duration warmUp = Duration.ofSeconds(2);

    @Option(
            names = "--etcdctl-load",
            paramLabel = "s|m|l|xl|none",
            description = "Load of etcdctl check perf: 50, 200, 500, 1,000 clients; l by default.")
    private String load = "l";

    @Override
    public Integer call() throws IOException {
        refuseWrongUsage();
        PrintWriter out = spec.commandLine().getOut();
        List<SystemUnderTest> tested =
                systems.stream().map(this::system).toList(); // whatever is missing shows before the first table
        for (SystemUnderTest system : tested) {
            String name = system.name();
            Path directory = ScratchFiles.folder("bench");
            try (SystemBenchmark benchmark = SystemBenchmark.start(system, nodes, directory)) {
                out.println(nodes + " nodes of " + name + " "
                        + system.description().getOrDefault("version", "") + ", " + slices + " slices of "
                        + slice.toMillis() + " ms for each driver");
                table(out, benchmark);
                if (name.equals("etcd") && !load.equals("none")) {
                    etcdctl(out, benchmark, directory);
                }
                out.println();
            } finally {
                DirectoryTree.remove(directory);
            }
        }
        return ExitCode.VALID.number();
    }

    private SystemUnderTest system(String name) {
        try {
            return Systems.named(name, settings, etcd);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void table(PrintWriter out, SystemBenchmark benchmark) throws IOException {
        out.println("connections |  harness/s       p50       p99     CPU |     bare/s       p50       p99     CPU |"
                + " straight/s       p50       p99     CPU | share of bare        | share of straight");
        for (int number : processes) {
            Row row = benchmark.measure(number, slices, slice, warmUp);
            out.println(String.format(Locale.ROOT, "%,11d", number)
                    + figures(row.harness())
                    + figures(row.bare())
                    + figures(row.straight())
                    + share(row.ofBare())
                    + share(row.ofStraight()));
            out.flush();
        }
    }

    private static String figures(Sample sample) {
        return String.format(
                Locale.ROOT,
                " | %,10.0f %6.2f ms %6.1f ms %4.0f µs%s",
                sample.perSecond(),
                sample.p50Micros() / 1e3,
                sample.p99Micros() / 1e3,
                sample.processorMicros(),
                sample.errors() == 0 ? "" : " (" + sample.errors() + " errors)");
    }

    private static String share(Share share) {
        return String.format(
                Locale.ROOT,
                " | %3.0f %% (%3.0f to %3.0f %%)",
                100 * share.median(),
                100 * share.lower(),
                100 * share.upper());
    }

    private void etcdctl(PrintWriter out, SystemBenchmark benchmark, Path directory) throws IOException {
        int clients = Etcdctl.clients(load);
        Sample ours = benchmark.puts(clients, warmUp, slice.multipliedBy(slices));
        OptionalLong theirs =
                Etcdctl.putsPerSecond("etcdctl", benchmark.addresses(), load, directory.resolve("etcdctl.txt"));
        out.println(
                theirs.isEmpty()
                        ? "etcdctl check perf could not be had; install etcdctl (Debian: apt-get install etcd-client)"
                        : String.format(
                                Locale.ROOT,
                                "etcdctl check perf --load %s: %,d puts/s of 1 KiB from %,d clients; bare loop: %,.0f/s",
                                load,
                                theirs.getAsLong(),
                                clients,
                                ours.perSecond()));
    }

    private void refuseWrongUsage() {
        if (processes.stream().anyMatch(number -> number <= 0)) {
            throw new UsageException("--processes (" + processes + ") must be positive numbers");
        }
        for (int number : processes) {
            if (number > 2 * nodes && number % 2 != 0) {
                throw new UsageException("--processes (" + number + ") must be even above twice the --nodes (" + nodes
                        + "), because processes share keys in pairs; take " + (number - 1) + " or " + (number + 1));
            }
        }
        if (nodes <= 0 || slices <= 0) {
            throw new UsageException("--nodes (" + nodes + ") and --slices (" + slices + ") must be positive");
        }
        if (slice.isZero() || warmUp.isZero()) {
            throw new UsageException("--slice (" + slice + ") and --warm-up (" + warmUp + ") must be positive");
        }
        if (!List.of("s", "m", "l", "xl", "none").contains(load)) {
            throw new UsageException("--etcdctl-load (" + load + ") is one of s, m, l, xl, none");
        }
    }
}
