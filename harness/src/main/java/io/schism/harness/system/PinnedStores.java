package io.schism.harness.system;

import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Sessions that are pinned to one address each. Safe for several threads. */
public final class PinnedStores implements Stores {
    private final List<InetSocketAddress> addresses;
    private final Function<InetSocketAddress, Session> opener;

    /** Session {@code i} is what the opener makes of address {@code i mod} their number. */
    public PinnedStores(List<InetSocketAddress> addresses, Function<InetSocketAddress, Session> opener) {
        this.addresses = List.copyOf(addresses);
        this.opener = Objects.requireNonNull(opener, "opener");
    }

    @Override
    public int nodes() {
        return addresses.size();
    }

    @Override
    public Session open(int node) {
        return opener.apply(addresses.get(Math.floorMod(node, addresses.size())));
    }
}
