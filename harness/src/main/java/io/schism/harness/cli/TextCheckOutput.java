package io.schism.harness.cli;

import io.schism.checkers.Evidence;
import io.schism.checkers.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * For people: a line a file, below it what is wrong.
 *
 * @param out where verdicts go
 * @param err where complaints go about files that cannot be read
 */
record TextCheckOutput(PrintWriter out, PrintWriter err) implements CheckOutput {
    private static final int SHOWN = 3;
    private static final String INDENT = "    ";

    @Override
    public void write(Checked checked) {
        out.println(String.format(
                Locale.ROOT, "%s %.3f %s", checked.result().verdict().word(), checked.millis(), checked.path()));
        checked.dropped().ifPresent(dropped -> out.println(INDENT + "left out: " + dropped));
        if (checked.result().verdict() != Verdict.VALID) {
            explain(checked);
        }
        out.flush();
    }

    @Override
    public void unread(Path path, String complaint) {
        err.println("schism: " + complaint);
        err.flush();
    }

    private void explain(Checked checked) {
        List<Evidence> evidence = CheckAnomalies.evidence(checked.result());
        if (evidence.isEmpty()) {
            out.println(INDENT + checked.result().reason());
            return;
        }
        for (Evidence shown : evidence.subList(0, Math.min(SHOWN, evidence.size()))) {
            out.println(INDENT + shown.title() + ": " + shown.contradiction());
        }
        if (evidence.size() > SHOWN) {
            out.println(INDENT + "… and " + (evidence.size() - SHOWN) + " more; --json shows them");
        }
    }
}
