package io.schism.harness.cli;

import io.schism.harness.bugs.KnownBug;
import io.schism.harness.bugs.KnownBug.Expected;
import java.util.List;
import java.util.Locale;

/**
 * What came of a row.
 *
 * @param bug the row
 * @param guilty its guilty runs, in order
 * @param healthy its healthy twin
 */
record BugReport(KnownBug bug, List<BugTrial> guilty, BugTrial healthy) {
    BugReport {
        guilty = List.copyOf(guilty);
    }

    /** Whether both sides ended as the row expects. */
    boolean asExpected() {
        boolean enough =
                bug.expected() == Expected.HUNTED ? guilty.stream().noneMatch(BugTrial::broken) : convictions() > 0;
        return enough && healthy.acquitted();
    }

    /** Whether a side could not be run at all, so that the row says nothing. */
    boolean broken() {
        return healthy.broken() || guilty.stream().anyMatch(BugTrial::broken);
    }

    long convictions() {
        return guilty.stream().filter(BugTrial::convicted).count();
    }

    /** Median of the seconds of convicted runs, the lower of two; 0 without any. */
    long medianSeconds() {
        List<Long> seconds = guilty.stream()
                .filter(BugTrial::convicted)
                .map(BugTrial::seconds)
                .sorted()
                .toList();
        return seconds.isEmpty() ? 0 : seconds.get((seconds.size() - 1) / 2);
    }

    /** {@code 7 of 10 runs, 31 s}. */
    static String figures(long convictions, long runs, long seconds) {
        return String.format(
                Locale.ROOT, "%d of %d runs%s", convictions, runs, convictions == 0 ? "" : ", " + seconds + " s");
    }

    String figures() {
        return figures(convictions(), guilty.size(), medianSeconds());
    }
}
