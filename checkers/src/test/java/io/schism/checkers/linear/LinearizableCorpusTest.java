package io.schism.checkers.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.history.HistoryReader;
import io.schism.checkers.model.Models;
import io.schism.checkers.model.NullRead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The verdict on every recorded history of Porcupine and Knossos is the recorded one. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LinearizableCorpusTest {
    @Test
    void agreesWithEveryRecordedVerdict() throws IOException {
        List<String> disagreements = new ArrayList<>();
        List<Corpus.Row> rows = Corpus.rows();
        for (Corpus.Row row : rows) {
            Linearizable checker = Linearizable.builder(Models.named(row.model()))
                    .initial(row.initial())
                    .nullRead(row.nullReadIsAny() ? NullRead.ANY : NullRead.UNSET)
                    .build();
            CheckResult result = checker.check(HistoryReader.read(row.file()), Budget.ofDefaults());
            if (!result.verdict().word().equals(row.expected())) {
                disagreements.add(row.file() + ": expected " + row.expected() + ", was "
                        + result.verdict().word() + " (" + result.reason() + ")");
            }
        }

        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(disagreements).isEmpty();
    }
}
