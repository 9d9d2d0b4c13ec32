package io.schism.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AimTest {
    @ParameterizedTest
    @CsvSource({
        "ONE, 1, 1",
        "ONE, 5, 1",
        "LEADER, 3, 1",
        "FOLLOWER, 2, 1",
        "MINORITY, 3, 1",
        "MINORITY, 4, 1",
        "MINORITY, 5, 2",
        "MINORITY, 7, 3",
        "MAJORITY, 3, 2",
        "MAJORITY, 4, 3",
        "MAJORITY, 5, 3",
        "MAJORITY, 7, 4",
        "ALL, 5, 5"
    })
    void drawsSoManyNodes(Aim aim, int nodes, int expected) {
        assertThat(aim.draw(nodes(nodes), () -> Optional.of(new Node("n1")), new Random(1)))
                .hasSize(expected)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void hitsTheLeaderOrSparesIt() {
        for (int seed = 0; seed < 50; seed++) {
            Node leader = new Node("n3");
            assertThat(Aim.LEADER.draw(nodes(5), () -> Optional.of(leader), new Random(seed)))
                    .containsExactly(leader);
            assertThat(Aim.FOLLOWER.draw(nodes(5), () -> Optional.of(leader), new Random(seed)))
                    .doesNotContain(leader);
        }
    }

    @Test
    void takesAnyNodeWhileNobodyLeads() {
        assertThat(Aim.LEADER.draw(nodes(3), Optional::empty, new Random(1))).hasSize(1);
    }

    @Test
    void drawsTheSameFromTheSameSeed() {
        assertThat(Aim.NIL.draw(nodes(9), Optional::empty, new Random(4)))
                .isEqualTo(Aim.NIL.draw(nodes(9), Optional::empty, new Random(4)));
    }

    @Test
    void refusesAMinorityOfTwo() {
        assertThatThrownBy(() -> Aim.MINORITY.draw(nodes(2), Optional::empty, new Random(1)))
                .hasMessage("target (minority) needs at least 3 nodes, the cluster has 2");
    }

    @Test
    void listsTheKnownOnes() {
        assertThatThrownBy(() -> Aim.parse("primary"))
                .hasMessage(
                        "target (primary) is not known; take one of one, follower, leader, minority, nil, majority, all");
    }

    private static List<Node> nodes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> new Node("n" + i)).toList();
    }
}
