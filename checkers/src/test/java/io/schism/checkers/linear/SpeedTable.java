package io.schism.checkers.linear;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.history.History;
import io.schism.checkers.history.HistoryReader;
import io.schism.checkers.model.Models;
import io.schism.checkers.model.NullRead;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints the table of speeds for linearizability: {@code bench/table.sh}. Each history is read once and checked until the time for a row is over;
 * the first half of it warms up. Arguments: the folder of {@code shared/bench/suite.sh}, then words that rows must contain.
 */
public final class SpeedTable {
    private static final long WARM_NANOS = 2_500_000_000L;
    private static final long MEASURE_NANOS = 2_500_000_000L;
    private static final int MOST_RUNS = 200;

    private SpeedTable() {}

    /** One row: what is checked, and how fast it should be. */
    private record Row(String name, String aim, Linearizable checker, List<History> histories, int threads) {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<String> wanted = Arrays.asList(arguments).subList(1, arguments.length);
        System.out.println("| work | aim | verdict | median of warm runs | fastest – slowest | runs | heap |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        List<String[]> files = List.of(
                new String[] {"cas-10k-p10", "15 ms"},
                new String[] {"cas-10k-p10-stale", "30 ms"},
                new String[] {"cas-10k-p20", "1 s, under 1 GB"},
                new String[] {"cas-10k-p20-stale", "1 s, under 1 GB"},
                new String[] {"cas-100k-p10", "0.2 s"},
                new String[] {"cas-100k-p10-stale", "0.4 s"},
                new String[] {"rw-10k-p10", "–"},
                new String[] {"rw-10k-p10-stale", "–"},
                new String[] {"uniq-100k-p10", "0.05 s"},
                new String[] {"uniq-100k-p10-stale", "0.05 s"},
                new String[] {"uniq-1m-p10", "1 s"},
                new String[] {"uniq-1m-p10-stale", "1 s"},
                new String[] {"infouniq1-10k-p10", "–"},
                new String[] {"infouniq1-10k-p10-stale", "0.1 s"},
                new String[] {"info01-10k-p10-stale", "–"},
                new String[] {"info2-1k-p10-stale", "10 ms"},
                new String[] {"info5-200-p5-stale", "5 ms"},
                new String[] {"kv-100k-k100-p20", "–"},
                new String[] {"kv-100k-k100-p20-stale", "–"},
                new String[] {"kv-1m-k1000-p20", "0.5 s"},
                new String[] {"kv-1m-k1000-p20-stale", "–"});
        Linearizable cas = Linearizable.of(Models.named("cas-register"));
        int threads = Budget.ofDefaults().threads();
        if (wanted(wanted, "etcd")) {
            measure(new Row("Porcupine's etcd logs in the corpus, one thread", "48 ms for 102", cas, etcdLogs(), 1));
        }
        for (String[] file : files) {
            if (wanted(wanted, file[0])) {
                History history = HistoryReader.read(folder.resolve(file[0] + ".jsonl"));
                measure(new Row(file[0], file[1], cas, List.of(history), threads));
            }
        }
        made(
                wanted,
                "1,000 unknown unique writes in 10,000 calls",
                "1 s",
                "cas-register",
                MadeHistories.unknownWrites(10_000, false));
        made(wanted, "the same with a stale read", "1 s", "cas-register", MadeHistories.unknownWrites(10_000, true));
        made(
                wanted,
                "7,000 puts + 20 unknown, register",
                "10 ms",
                "register",
                MadeHistories.putsAndUnknown(7_000, false));
        made(
                wanted,
                "7,000 puts + 20 unknown, versioned register",
                "10 ms",
                "versioned-register",
                MadeHistories.putsAndUnknown(7_000, true));
        made(
                wanted,
                "FIFO queue, 10,000 calls, 1 % unknown",
                "0.1 s",
                "fifo-queue",
                MadeHistories.queue(10_000, false));
        made(wanted, "the same, two elements swapped", "0.1 s", "fifo-queue", MadeHistories.queue(10_000, true));
    }

    private static boolean wanted(List<String> words, String name) {
        return words.isEmpty() || words.stream().anyMatch(name::contains);
    }

    private static void made(List<String> wanted, String name, String aim, String model, History history) {
        if (wanted(wanted, name)) {
            measure(new Row(
                    name,
                    aim,
                    Linearizable.of(Models.named(model)),
                    List.of(history),
                    Budget.ofDefaults().threads()));
        }
    }

    private static List<History> etcdLogs() throws IOException {
        List<History> logs = new ArrayList<>();
        for (Corpus.Row row : Corpus.rows()) {
            if (row.file().getFileName().toString().startsWith("etcd_")) {
                logs.add(HistoryReader.read(row.file()));
            }
        }
        return logs;
    }

    private static void measure(Row row) {
        Budget budget = Budget.ofDefaults().withThreads(row.threads);
        CheckResult result = null;
        long warm = System.nanoTime() + WARM_NANOS;
        do {
            result = all(row, budget);
        } while (System.nanoTime() < warm);
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pool.resetPeakUsage();
        }
        List<Long> times = new ArrayList<>();
        long end = System.nanoTime() + MEASURE_NANOS;
        do {
            long start = System.nanoTime();
            result = all(row, budget);
            times.add(System.nanoTime() - start);
        } while (times.size() < MOST_RUNS && (System.nanoTime() < end || times.size() < 3));
        times.sort(null);
        String verdict =
                row.histories.size() == 1 && result != null ? result.verdict().word() : row.histories.size() + " logs";
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s – %s | %d | %d MB |%n",
                row.name,
                row.aim,
                verdict,
                text(times.get(times.size() / 2)),
                text(times.get(0)),
                text(times.get(times.size() - 1)),
                times.size(),
                peak() >> 20);
        if (row.histories.size() > 1) {
            alone(row);
        }
    }

    private static @Nullable CheckResult all(Row row, Budget budget) {
        CheckResult result = null;
        for (History history : row.histories) {
            result = row.checker.check(history, budget);
        }
        return result;
    }

    /** The verdicts alone, without the evidence of those that are invalid: what Porcupine's figure is. */
    private static void alone(Row row) {
        List<Long> times = new ArrayList<>();
        for (int run = 0; run < MOST_RUNS; run++) {
            long start = System.nanoTime();
            for (History history : row.histories) {
                Keys.Part part = Keys.of(history).get(0);
                Calls calls =
                        Calls.of(history, part.positions, part.count, Models.named("cas-register"), NullRead.UNSET);
                Judge.judge(calls, Models.named("cas-register").initial(null), Spending.start(Budget.ofDefaults()));
            }
            times.add(System.nanoTime() - start);
        }
        times.sort(null);
        System.out.printf(
                Locale.ROOT,
                "| – verdicts alone, %d logs | %s | | %s | %s – %s | %d | |%n",
                row.histories.size(),
                row.aim,
                text(times.get(times.size() / 2)),
                text(times.get(0)),
                text(times.get(times.size() - 1)),
                times.size());
    }

    private static String text(long nanos) {
        return String.format(Locale.ROOT, nanos < 100_000_000 ? "%.1f ms" : "%.0f ms", nanos / 1e6);
    }

    /** The most heap that was in use, the history included. */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
