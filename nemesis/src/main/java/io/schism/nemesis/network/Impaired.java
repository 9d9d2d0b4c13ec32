package io.schism.nemesis.network;

import io.schism.nemesis.Healing;
import io.schism.nemesis.Proof;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Reach;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The healing of every fault that puts an impairment on links: its proof is the traffic that was hit and, where nodes can send probes, what
 * becomes of one now. Silence is proved only when no probe is answered.
 */
record Impaired(Imposed imposed, String verb, Collection<Link> links, NetworkControl network, Probing probing)
        implements Healing {
    /** What probes of our own have to do with it. */
    enum Probing {
        /** None is sent: the impairment would be seen on the probe alone, and nobody else may have been hit. */
        NONE,
        /** They are sent and told of. */
        ANSWERED_OR_NOT,
        /** One that is answered refutes it. */
        SILENCE
    }

    @Override
    public Proof prove() {
        // The probe first, so that the traffic counted includes it: a cut through which nobody happened to speak is a
        // cut.
        Optional<Reach> probe = probing == Probing.NONE ? Optional.empty() : network.probe(links);
        long affected = imposed.affected();
        Map<String, Object> measures = new LinkedHashMap<>();
        measures.put("affected", affected);
        measures.put("unit", imposed.unit());
        measures.put("links", links.stream().map(Link::toString).sorted().toList());
        probe.ifPresent(reach -> measures.put("probes", reach.measures()));
        boolean refuted =
                probing == Probing.SILENCE && probe.map(Reach::answered).orElse(0L) > 0;
        return new Proof(
                affected > 0 && !refuted,
                String.format(Locale.ROOT, "%,d %s %s on %d links", affected, imposed.unit(), verb, links.size())
                        + probe.map(reach -> "; " + reach.sentence()).orElse(""),
                measures);
    }

    /** What nodes see of these links while nothing is done to them yet. */
    static Map<String, Object> before(NetworkControl network, Collection<Link> links) {
        return network.probe(links)
                .<Map<String, Object>>map(reach -> Map.of("probes", reach.measures()))
                .orElse(Map.of());
    }

    @Override
    public void close() {
        imposed.close();
    }
}
