package io.schism.nemesis.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.Proof;
import io.schism.nemesis.network.Impaired.Probing;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.Reach;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImpairedTest {
    private static final Link LINK = new Link(new Node("n2"), new Node("n1"));
    private static final Optional<Duration> ANSWER = Optional.of(Duration.ofMillis(4));

    @Test
    void isNotProvedWhenPacketsAreCountedAndAProbeGetsThroughAllTheSame() {
        Proof proof = impaired(Map.of("n1–n2", ANSWER), Probing.SILENCE).prove();

        assertThat(proof.happened()).isFalse();
        assertThat(proof.sentence())
                .isEqualTo("7 packets held on 1 links; 1 of 1 probes answered, in 4.0 ms at the median");
    }

    @Test
    void isProvedWhenNoProbeIsAnswered() {
        Proof proof =
                impaired(Map.of("n1–n2", Optional.empty()), Probing.SILENCE).prove();

        assertThat(proof.happened()).isTrue();
        assertThat(proof.sentence()).isEqualTo("7 packets held on 1 links; 0 of 1 probes answered");
        assertThat(proof.measures()).containsEntry("probes", Map.of("n1–n2", "silent"));
    }

    @Test
    void isProvedWhenALinkIsBadAndNotSilent() {
        assertThat(impaired(Map.of("n1–n2", ANSWER), Probing.ANSWERED_OR_NOT)
                        .prove()
                        .happened())
                .isTrue();
    }

    @Test
    void sendsNoProbeWhereTheProbeWouldBeWhatIsHit() {
        assertThat(impaired(Map.of("n1–n2", ANSWER), Probing.NONE).prove().sentence())
                .doesNotContain("prob");
    }

    @Test
    void remembersWhatProbesFoundBefore() {
        assertThat(Impaired.before(network(Map.of("n1–n2", ANSWER)), List.of(LINK)))
                .isEqualTo(Map.of("probes", Map.of("n1–n2", 4.0)));
        assertThat(Impaired.before(network(Map.of()), List.of(LINK))).isEmpty();
    }

    @Test
    void namesAPairOfNodesOneWay() {
        assertThat(Reach.pair(LINK)).isEqualTo(Reach.pair(LINK.reversed())).isEqualTo("n1–n2");
    }

    private static Impaired impaired(Map<String, Optional<Duration>> answers, Probing probing) {
        NetworkControl network = network(answers);
        return new Impaired(
                network.impose(new Impairment.Drop(), List.of(LINK)), "held", List.of(LINK), network, probing);
    }

    private static NetworkControl network(Map<String, Optional<Duration>> answers) {
        return new NetworkControl() {
            @Override
            public Optional<String> refusal(Impairment impairment) {
                return Optional.empty();
            }

            @Override
            public Optional<Reach> probe(Collection<Link> links) {
                return answers.isEmpty() ? Optional.empty() : Optional.of(new Reach(answers));
            }

            @Override
            public Imposed impose(Impairment impairment, Collection<Link> links) {
                return new Imposed() {
                    @Override
                    public long affected() {
                        return 7;
                    }

                    @Override
                    public String unit() {
                        return "packets";
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
