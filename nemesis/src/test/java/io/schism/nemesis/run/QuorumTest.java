package io.schism.nemesis.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.Impact;
import io.schism.nemesis.run.FaultsInForce.Room;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
    private static final List<Node> FIVE =
            IntStream.rangeClosed(1, 5).mapToObj(i -> new Node("n" + i)).toList();

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'1 2', '', true",
        "'1 2 3', '', false",
        "'', '1-3 1-4 1-5 2-3 2-4 2-5', true",
        "'3', '1-3 1-4 1-5 2-3 2-4 2-5', false",
        "'', '1-3 1-4 2-4 2-5 3-5', true",
        "'3', '1-3 1-4 2-4 2-5 3-5', true",
        "'', '1-2 1-3 1-4 1-5 2-3 2-4 2-5 3-4 3-5 4-5', false",
    })
    void aQuorumIsANodeThatTalksToAMajority(String down, String cut, boolean left) {
        assertThat(Quorum.left(FIVE, nodes(down), links(cut))).isEqualTo(left);
    }

    @Test
    void aLinkCutOneWayIsNoConversation() {
        List<Node> two = FIVE.subList(0, 2);

        assertThat(Quorum.left(two, Set.of(), Set.of(new Link(two.get(0), two.get(1)))))
                .isFalse();
    }

    @Test
    void faultsTogetherMustLeaveAQuorumWhereThePlanAsksForIt() {
        FaultsInForce inForce = new FaultsInForce();
        assertThat(inForce.enter(1, Impact.down(FIVE.subList(0, 2)), FIVE, true))
                .isEqualTo(Room.FREE);

        assertThat(inForce.enter(2, Impact.down(FIVE.subList(2, 3)), FIVE, true))
                .isEqualTo(Room.NO_QUORUM);
        assertThat(inForce.enter(2, Impact.down(FIVE.subList(1, 2)), FIVE, true))
                .isEqualTo(Room.MASKED);
        assertThat(inForce.enter(2, Impact.down(FIVE.subList(2, 3)), FIVE, false))
                .isEqualTo(Room.FREE);
        inForce.leave(1);
        assertThat(inForce.enter(3, Impact.down(FIVE.subList(0, 1)), FIVE, true))
                .isEqualTo(Room.FREE);
    }

    @Test
    void dataIsInDoubtOnAMinorityAtMostAndOnNoNodeTwice() {
        FaultsInForce inForce = new FaultsInForce();
        assertThat(inForce.enter(1, doubt(0), FIVE, false)).isEqualTo(Room.FREE);

        assertThat(inForce.enter(2, doubt(0), FIVE, false)).isEqualTo(Room.NO_DATA);
        assertThat(inForce.enter(2, doubt(1), FIVE, false)).isEqualTo(Room.FREE);
        assertThat(inForce.enter(3, doubt(2), FIVE, false)).isEqualTo(Room.NO_DATA);
        inForce.leave(1);
        assertThat(inForce.enter(3, doubt(2), FIVE, false)).isEqualTo(Room.FREE);
    }

    private static Impact doubt(int node) {
        return new Impact(FIVE.subList(node, node + 1), Set.of(), Set.of(), Set.of(FIVE.get(node)));
    }

    private static Set<Node> nodes(String numbers) {
        Set<Node> nodes = new HashSet<>();
        for (String number : numbers.isEmpty() ? new String[0] : numbers.split(" ")) {
            nodes.add(new Node("n" + number));
        }
        return nodes;
    }

    private static Set<Link> links(String pairs) {
        Set<Link> links = new HashSet<>();
        for (String pair : pairs.isEmpty() ? new String[0] : pairs.split(" ")) {
            String[] ends = pair.split("-");
            Link link = new Link(new Node("n" + ends[0]), new Node("n" + ends[1]));
            links.add(link);
            links.add(link.reversed());
        }
        return links;
    }
}
