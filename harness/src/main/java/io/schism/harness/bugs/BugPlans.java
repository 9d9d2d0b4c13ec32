package io.schism.harness.bugs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Plans of faults that rows of the ledger need, because chance alone would draw them too seldom; {@code --plan ledger:NAME} names one. */
public final class BugPlans {
    private static final String PREFIX = "ledger:";

    private BugPlans() {}

    /**
     * The lines of a plan, as {@code faults.jsonl} has them.
     *
     * @param plan what {@code --plan} was given
     * @return empty when it names a file, not one of the ledger's
     * @throws IllegalArgumentException when the ledger has no plan of this name
     */
    public static Optional<List<String>> lines(String plan) {
        if (!plan.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = plan.substring(PREFIX.length());
        try (InputStream found = BugPlans.class.getResourceAsStream(name + ".jsonl")) {
            if (found == null) {
                throw new IllegalArgumentException("--plan " + plan
                        + " is not in the ledger; give a faults.jsonl, or one that ./schism bugs NAME --list shows");
            }
            return Optional.of(new String(found.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
