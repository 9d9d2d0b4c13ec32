package io.schism.nemesis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollTest {
    private static final Node N1 = new Node("n1");
    private static final Node N2 = new Node("n2");
    private static final Node N3 = new Node("n3");
    private static final List<Node> ALL = List.of(N1, N2, N3);
    private static final List<Node> WITHOUT = List.of(N1, N2);

    @Test
    void oneMemberThatKnowsIsEnough() {
        Proof proof = gone(Map.of(N1, ALL, N2, WITHOUT));

        assertThat(proof.happened()).isTrue();
        assertThat(proof.sentence()).isEqualTo("members were [n1, n2, n3] and are [n1, n2] as known to [n2]");
    }

    @Test
    void membersThatKnowOfNoChangeDisproveIt() {
        Proof proof = gone(Map.of(N2, ALL));

        assertThat(proof.happened()).isFalse();
        assertThat(proof.sentence()).isEqualTo("members were [n1, n2, n3] and are [n1, n2, n3] as known to [n2]");
    }

    @Test
    void anEmptyNodeThatHasNotJoinedProvesNothing() {
        assertThat(gone(Map.of(N1, ALL, N2, List.of())).happened()).isFalse();
        assertThatThrownBy(() -> gone(Map.of(N2, List.of()))).isInstanceOf(FaultException.class);
    }

    @Test
    void nobodyToAskIsNoAnswer() {
        assertThatThrownBy(() -> gone(Map.of()))
                .isInstanceOf(FaultException.class)
                .hasMessage("no member says who the members are");
    }

    private static Proof gone(Map<Node, List<Node>> seen) {
        return Roll.proof(ALL, seen, now -> !now.contains(N3));
    }
}
