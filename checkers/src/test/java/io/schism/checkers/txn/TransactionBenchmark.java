package io.schism.checkers.txn;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.HistoryReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints a row of a table for one history: checking alone, in one warm process, the median of so many checks. The processor time of the one
 * thread that checks stands beside the wall-clock time, because the former says more on a machine that is shared. Arguments: file, how
 * often. Run by {@code checkers/bench/transactions.sh}.
 */
final class TransactionBenchmark {
    private TransactionBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int times = Integer.parseInt(arguments[1]);
        History history = HistoryReader.read(file);
        String name = String.valueOf(file.getFileName()).replace(".jsonl", "");
        Checker checker = name.startsWith("append") ? ListAppend.ofDefaults() : RwRegister.ofDefaults();
        long[] wall = new long[times];
        long[] processor = new long[times];
        Verdict verdict = Verdict.UNKNOWN;
        for (int i = 0; i < times; i++) {
            long wallStart = System.nanoTime();
            long processorStart = processorNanos();
            CheckResult result = checker.check(history, Budget.ofDefaults());
            processor[i] = processorNanos() - processorStart;
            wall[i] = System.nanoTime() - wallStart;
            verdict = result.verdict();
        }
        PrintStream out = System.out;
        out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.0f ms | %.0f ms | %s |%n",
                name,
                verdict.word(),
                history.invocations(),
                median(processor) / 1e6,
                median(wall) / 1e6,
                peak());
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** The most memory the process ever had, reading included, as Linux counts it. */
    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "–";
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB";
            }
        }
        return "–";
    }
}
