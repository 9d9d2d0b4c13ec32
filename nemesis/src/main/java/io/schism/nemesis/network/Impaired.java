package io.schism.nemesis.network;

import io.schism.nemesis.Healing;
import io.schism.nemesis.Proof;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** The healing of every fault that puts an impairment on links: its proof is the traffic that was hit. */
record Impaired(Imposed imposed, String verb, Collection<Link> links) implements Healing {
    @Override
    public Proof prove() {
        long affected = imposed.affected();
        return new Proof(
                affected > 0,
                String.format(Locale.ROOT, "%,d %s %s on %d links", affected, imposed.unit(), verb, links.size()),
                Map.of(
                        "affected",
                        affected,
                        "unit",
                        imposed.unit(),
                        "links",
                        links.stream().map(Link::toString).sorted().toList()));
    }

    @Override
    public void close() {
        imposed.close();
    }
}
