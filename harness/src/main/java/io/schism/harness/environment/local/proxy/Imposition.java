package io.schism.harness.environment.local.proxy;

import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.NetworkControl;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** One impairment in force on some links, counting what it hits. */
final class Imposition implements NetworkControl.Imposed {
    private final Impairment impairment;
    private final List<LinkState> links;
    private final EventLoop loop;
    private final LongAdder affected = new LongAdder();

    Imposition(Impairment impairment, List<LinkState> links, EventLoop loop) {
        this.impairment = impairment;
        this.links = List.copyOf(links);
        this.loop = loop;
    }

    Impairment impairment() {
        return impairment;
    }

    void hit(long bytes) {
        affected.add(bytes);
    }

    /** On the loop. */
    void apply() {
        links.forEach(link -> link.add(this));
    }

    private void lift() {
        links.forEach(link -> link.remove(this));
    }

    @Override
    public long affected() {
        return affected.sum();
    }

    @Override
    public String unit() {
        return "bytes";
    }

    @Override
    public void close() {
        loop.callUnlessClosed(this::lift);
    }
}
