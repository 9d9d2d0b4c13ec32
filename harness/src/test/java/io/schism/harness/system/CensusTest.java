package io.schism.harness.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CensusTest {
    private static final Node N1 = new Node("n1");
    private static final Node N2 = new Node("n2");
    private static final Node N3 = new Node("n3");

    @Test
    void countsWhoIsNamedMostAndOfEqualsTheFirst() {
        assertThat(Census.most(List.of(N2, N1, N2))).contains(N2);
        assertThat(Census.most(List.of(N3, N1))).contains(N1);
        assertThat(Census.most(List.of())).isEmpty();
    }

    @Test
    void aNodeThatThrowsOrIsSilentHasSaidNothing() {
        assertThat(Census.ask(List.of(N1, N2, N3), node -> {
                    if (node.equals(N1)) {
                        throw new IllegalStateException("down");
                    }
                    return node.equals(N2) ? Optional.<String>empty() : Optional.of("up");
                }))
                .containsExactly(java.util.Map.entry(N3, "up"));
    }
}
