package io.schism.nemesis.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    /** Two sides that do not talk, the first as given. */
    @ParameterizedTest
    @CsvSource({
        "HALVES, 3, 1 | 2 3",
        "HALVES, 5, 1 2 | 3 4 5",
        "HALVES, 7, 1 2 3 | 4 5 6 7",
        "RANDOM_HALVES, 3, 1 | 2 3",
        "RANDOM_HALVES, 5, 1 2 | 3 4 5",
        "RANDOM_HALVES, 7, 1 2 3 | 4 5 6 7",
        "ONE, 3, 1 | 2 3",
        "ONE, 5, 1 | 2 3 4 5",
        "ONE, 7, 1 | 2 3 4 5 6 7",
        "LEADER, 3, 1 | 2 3",
        "LEADER, 5, 1 | 2 3 4 5",
        "LEADER, 7, 1 | 2 3 4 5 6 7",
        "MAJORITYS_LEADER, 3, 1 | 2 3",
        "MAJORITYS_LEADER, 5, 1 2 | 3 4 5",
        "MAJORITYS_LEADER, 7, 1 2 3 | 4 5 6 7",
        "MINORITY_THIRD, 3, 1 | 2 3",
        "MINORITY_THIRD, 5, 1 | 2 3 4 5",
        "MINORITY_THIRD, 7, 1 2 | 3 4 5 6 7",
        "BRIDGE, 3, 2 | 3",
        "BRIDGE, 5, 2 3 | 4 5",
        "BRIDGE, 7, 2 3 4 | 5 6 7",
        "ONE_LINK, 3, 1 | 2",
        "ONE_LINK, 5, 1 | 2",
        "ONE_LINK, 7, 1 | 2",
    })
    void cutsBetweenTwoSides(Shape shape, int size, String sides) {
        Cut cut = shape.cut(nodes(size));

        List<Node> some = side(sides, 0);
        List<Node> others = side(sides, 1);
        Set<Link> expected = new HashSet<>(Cut.oneWay(some, others));
        expected.addAll(Cut.oneWay(others, some));
        assertThat(cut.links()).isEqualTo(expected);
    }

    /** Only what the first say to the second is lost. */
    @ParameterizedTest
    @CsvSource({
        "ONE_WAY_OUT, 3, 1 | 2 3",
        "ONE_WAY_OUT, 5, 1 2 | 3 4 5",
        "ONE_WAY_OUT, 7, 1 2 3 | 4 5 6 7",
        "ONE_WAY_IN, 3, 2 3 | 1",
        "ONE_WAY_IN, 5, 3 4 5 | 1 2",
        "ONE_WAY_IN, 7, 4 5 6 7 | 1 2 3",
        "DEAF_LEADER, 3, 2 3 | 1",
        "DEAF_LEADER, 5, 2 3 4 5 | 1",
        "DEAF_LEADER, 7, 2 3 4 5 6 7 | 1",
        "MUTE_LEADER, 3, 1 | 2 3",
        "MUTE_LEADER, 5, 1 | 2 3 4 5",
        "MUTE_LEADER, 7, 1 | 2 3 4 5 6 7",
    })
    void cutsOneDirection(Shape shape, int size, String senders) {
        assertThat(shape.cut(nodes(size)).links()).isEqualTo(Cut.oneWay(side(senders, 0), side(senders, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "MAJORITIES_RING, 3, 2→1 3→2 1→3",
        "MAJORITIES_RING, 5, 3→1 4→1 4→2 5→2 5→3 1→3 1→4 2→4 2→5 3→5",
        "MAJORITIES_RING, 7, 4→1 5→1 5→2 6→2 6→3 7→3 7→4 1→4 1→5 2→5 2→6 3→6 3→7 4→7",
        "STAR, 3, 2→3 3→2",
        "STAR, 5, 2→3 2→4 2→5 3→2 3→4 3→5 4→2 4→3 4→5 5→2 5→3 5→4",
    })
    void cutsTheseLinks(Shape shape, int size, String links) {
        Set<Link> expected = List.of(links.split(" ")).stream()
                .map(link -> link.split("→"))
                .map(ends -> new Link(new Node("n" + ends[0]), new Node("n" + ends[1])))
                .collect(Collectors.toSet());

        assertThat(shape.cut(nodes(size)).links()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9})
    void inARingEveryNodeHearsAMajorityAndNoTwoTheSame(int size) {
        List<Node> nodes = nodes(size);
        Set<Link> cut = Shape.MAJORITIES_RING.cut(nodes).links();

        List<Set<Node>> heard = nodes.stream()
                .map(hearer -> nodes.stream()
                        .filter(node -> node.equals(hearer) || !cut.contains(new Link(node, hearer)))
                        .collect(Collectors.toSet()))
                .toList();

        assertThat(heard).allSatisfy(set -> assertThat(set).hasSizeBetween(size / 2 + 1, size - 1));
        assertThat(heard).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"CLIENT_NODE", "LEADER_CLIENTS"})
    void cutsClientsFromOneNode(Shape shape) {
        Link link = new Link(Node.CLIENTS, new Node("n1"));

        Cut cut = shape.cut(nodes(3));

        assertThat(cut.links()).containsExactlyInAnyOrder(link, link.reversed());
        assertThat(cut.targets()).containsExactly(new Node("n1"));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyShapeCutsSomethingInTheSmallestClusterItTakes(Shape shape) {
        for (int size = shape.fewestNodes(); size <= 9; size++) {
            Cut cut = shape.cut(nodes(size));
            assertThat(cut.links()).as(shape + " of " + size).isNotEmpty();
            assertThat(cut.targets()).isNotEmpty().isSorted();
        }
    }

    @ParameterizedTest
    @CsvSource({"HALVES, 5, 'n1,n2 | n3,n4,n5'", "DEAF_LEADER, 3, 'n2,n3 ↛ n1'", "BRIDGE, 3, 'n2 | n3, n1 sees both'"})
    void saysInWordsWhatIsCut(Shape shape, int size, String words) {
        assertThat(shape.cut(nodes(size)).words()).isEqualTo(words);
    }

    private static List<Node> side(String sides, int which) {
        return List.of(sides.split("\\|")[which].strip().split(" ")).stream()
                .map(number -> new Node("n" + number))
                .toList();
    }

    private static List<Node> nodes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> new Node("n" + i)).toList();
    }
}
