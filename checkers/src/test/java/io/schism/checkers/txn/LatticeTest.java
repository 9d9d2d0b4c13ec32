package io.schism.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What anomalies say about models, against what Elle says ({@code consistency_model_test.clj} and the corpus). */
class LatticeTest {
    @ParameterizedTest
    @CsvSource({
        "G0, read-uncommitted",
        "G1a, read-committed",
        "G1c, read-committed",
        "G-single-item, consistent-view repeatable-read",
        "G-nonadjacent-item, repeatable-read snapshot-isolation",
        "G2-item, repeatable-read",
        "G2, serializable",
        "lost-update, cursor-stability update-atomic",
        "internal, read-atomic",
        "G-single-item-process, strong-session-snapshot-isolation",
        "G-single-item-realtime, strong-snapshot-isolation",
        "G2-item-process, strong-session-serializable",
        "G2-item-realtime, strict-serializable",
        "G0-realtime, strong-read-uncommitted",
        "duplicate-elements, read-uncommitted",
        "future-read, read-committed",
    })
    void namesTheWeakestModelsThatAnAnomalyBreaks(String anomaly, String models) {
        List<String> not = Lattice.boundary(Set.of(anomaly)).not();

        assertThat(String.join(" ", not)).isEqualTo(models);
    }

    @Test
    void neverListsAModelTwice() {
        for (String anomaly : Lattice.anomalies()) {
            Lattice.Boundary boundary = Lattice.boundary(Set.of(anomaly));
            assertThat(boundary.alsoNot()).as(anomaly).noneMatch(boundary.not()::contains);
        }
    }

    @Test
    void forbidsMoreInAStrongerModel() {
        assertThat(Lattice.forbiddenBy(Set.of("serializable")))
                .containsAll(Lattice.forbiddenBy(Set.of("snapshot-isolation")))
                .doesNotContain("G2-item-realtime", "G2-item-process");
        assertThat(Lattice.forbiddenBy(Set.of("strict-serializable")))
                .containsAll(Lattice.forbiddenBy(Set.of("strong-session-serializable")))
                .containsAll(Lattice.forbiddenBy(Set.of("strong-snapshot-isolation")));
        assertThat(Lattice.forbiddenBy(Set.of("snapshot-isolation")))
                .contains("G-single", "lost-update")
                .doesNotContain("G2-item");
    }

    @Test
    void breaksEveryModelThatForbidsAnAnomalyWhereverItIsNamed() {
        for (String model : IsolationOptions.knownModels()) {
            for (String anomaly : Lattice.forbiddenBy(Set.of(model))) {
                assertThat(Lattice.boundary(Set.of(anomaly)).not())
                        .as(model + " forbids " + anomaly)
                        .isNotEmpty();
            }
        }
    }
}
