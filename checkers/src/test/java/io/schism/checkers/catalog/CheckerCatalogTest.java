package io.schism.checkers.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.checkers.Budget;
import io.schism.checkers.Checker;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckerCatalogTest {
    private static final CheckerOptions DEFAULTS = CheckerOptions.ofDefaults();

    private final CheckerCatalog catalog = new CheckerCatalog();

    /** The one rule that holds for every checker there is. */
    @Test
    void noCheckerCallsAHistoryValidInWhichNothingHappened() {
        for (String name : catalog.names()) {
            for (Checker checker : List.of(catalog.model(name, DEFAULTS), catalog.workload(name, DEFAULTS))) {
                assertThat(checker.check(Lines.history(""), Budget.ofDefaults()).verdict())
                        .as(name)
                        .isEqualTo(Verdict.UNKNOWN);
            }
        }
    }

    /** All operations of all checkers, none of which came to a known end. */
    @Test
    void noCheckerConvictsUnknownOutcomes() {
        String unknown = """
                0 invoke read ~ 0 info read 5 ~ 1 invoke write 1 ~ 1 info write 1 ~ 2 invoke add 1 ~ 2 info add 1
                3 invoke acquire ~ 3 info acquire 1 ~ 4 invoke release ~ 4 info release ~ 5 invoke enqueue 1 ~ 5 info enqueue 1
                6 invoke dequeue ~ 6 info dequeue ~ 7 invoke txn [["append","x",1]] ~ 7 info txn [["append","x",1]]
                8 invoke generate ~ 8 info generate 1 ~ 9 invoke generate ~ 9 info generate 1
                10 invoke look ~ 10 info look {"term":1,"leader":"a"} ~ 11 invoke look ~ 11 info look {"term":1,"leader":"b"}""".replace("~", "\n");
        for (String name : catalog.names()) {
            assertThat(catalog.workload(name, DEFAULTS)
                            .check(Lines.history(unknown), Budget.ofDefaults())
                            .verdict())
                    .as(name)
                    .isNotEqualTo(Verdict.INVALID);
        }
    }

    @Test
    void tellsModelsFromWorkloadsOfTheSameName() {
        assertThat(catalog.model("counter", DEFAULTS).name()).isEqualTo("linearizable");
        assertThat(catalog.workload("counter", DEFAULTS).name()).isEqualTo("counter");
        assertThat(catalog.model("bank", DEFAULTS).name()).isEqualTo("bank");
        assertThat(catalog.workload("cas-register", DEFAULTS).name()).isEqualTo("linearizable");
        assertThat(catalog.model("append", DEFAULTS).name()).isEqualTo("list-append");
        assertThat(catalog.workload("wr", DEFAULTS).name()).isEqualTo("rw-register");
    }

    @Test
    void passesOptionsOn() {
        String read = "0 invoke read ~ 0 ok read 7".replace("~", "\n");
        String stale = "0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [] ~ 0 invoke read ~ 0 ok read [1]"
                .replace("~", "\n");

        assertThat(verdict(catalog.workload("counter", DEFAULTS.withInitial(7L)), read))
                .isEqualTo(Verdict.VALID);
        assertThat(verdict(catalog.model("register", DEFAULTS.withInitial(7L)), read))
                .isEqualTo(Verdict.VALID);
        assertThat(verdict(catalog.model("register", DEFAULTS), read)).isEqualTo(Verdict.INVALID);
        assertThat(verdict(catalog.workload("set-full", DEFAULTS), stale)).isEqualTo(Verdict.VALID);
        assertThat(verdict(catalog.workload("set-full", DEFAULTS.withConsistency(List.of("linearizable"))), stale))
                .isEqualTo(Verdict.INVALID);
        assertThat(verdict(
                        catalog.workload("bank", DEFAULTS.withInitial(Map.of("a", 1L))),
                        "0 invoke read\n0 ok read {\"a\":2}"))
                .isEqualTo(Verdict.INVALID);
    }

    private static Verdict verdict(Checker checker, String history) {
        return checker.check(Lines.history(history), Budget.ofDefaults()).verdict();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> catalog.model("regster", DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'regster'")
                .hasMessageContaining("cas-register");
        assertThatThrownBy(() -> catalog.workload("counter", DEFAULTS.withInitial("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.workload("bank", DEFAULTS.withInitial(Map.of("a", "1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.model("append", DEFAULTS.withConsistency(List.of("serialisable"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serialisable");
    }
}
