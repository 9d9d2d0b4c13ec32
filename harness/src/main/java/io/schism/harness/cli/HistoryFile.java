package io.schism.harness.cli;

import io.schism.checkers.Checker;
import io.schism.checkers.catalog.CheckerCatalog;
import io.schism.checkers.catalog.CheckerOptions;
import io.schism.checkers.history.HistoryOptions;
import io.schism.checkers.history.HistoryReader;
import io.schism.checkers.history.RecordedHistory;
import io.schism.results.report.EvidencePage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of anybody's, of which nothing else is known.
 *
 * @param path the file
 * @param options how it is read
 */
record HistoryFile(Path path, HistoryOptions options) implements CheckSource {
    @Override
    public RecordedHistory read() throws IOException {
        return HistoryReader.read(path, options);
    }

    @Override
    public Checker ownChecker(CheckerCatalog catalog, CheckerOptions given) {
        throw new UsageException(path
                + " is no run directory and does not say what its operations mean; give --model or --workload with one of "
                + String.join(", ", catalog.names()));
    }

    @Override
    public String page(Checked checked, List<String> command) {
        return EvidencePage.html(path.toString(), checked.history(), checked.result(), command);
    }
}
