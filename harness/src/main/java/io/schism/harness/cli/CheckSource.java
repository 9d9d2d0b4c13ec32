package io.schism.harness.cli;

import io.schism.checkers.Checker;
import io.schism.checkers.catalog.CheckerCatalog;
import io.schism.checkers.catalog.CheckerOptions;
import io.schism.checkers.history.RecordedHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where a history comes from, and what is known of it besides. */
interface CheckSource {
    /** As it was given. */
    Path path();

    /** The history. */
    RecordedHistory read() throws IOException;

    /**
     * What judges it when nobody says.
     *
     * @throws UsageException when it does not know
     */
    Checker ownChecker(CheckerCatalog catalog, CheckerOptions options);

    /**
     * The verdict as a page of HTML.
     *
     * @param command the command that was typed, word by word
     */
    String page(Checked checked, List<String> command);
}
