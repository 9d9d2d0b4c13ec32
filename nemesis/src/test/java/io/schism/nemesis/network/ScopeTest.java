package io.schism.nemesis.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {
    private static final List<Node> ALL = List.of(new Node("n1"), new Node("n2"), new Node("n3"));

    @ParameterizedTest
    @CsvSource({
        "peers,     n1→n2 n1→n3 n2→n1 n3→n1",
        "peers-in,  n2→n1 n3→n1",
        "peers-out, n1→n2 n1→n3",
        "clients,   clients→n1 n1→clients",
        "all,       clients→n1 n1→clients n1→n2 n1→n3 n2→n1 n3→n1",
    })
    void isOnTheLinksOfTheNode(String word, String links) {
        PlannedFault planned =
                new PlannedFault(1, Duration.ZERO, Duration.ZERO, "packet", "delay", 1, Map.of("links", word));

        String found = Scope.of(planned).links(ALL.subList(0, 1), ALL).stream()
                .map(Link::toString)
                .sorted()
                .collect(Collectors.joining(" "));

        assertThat(found).isEqualTo(links);
    }
}
