package io.schism.harness.environment.local.proxy;

import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What is in force on one direction between two parties, and which connections use it. Used on the loop only.
 *
 * <p>Whatever arrives counts against every imposition in force at that moment; a connection attempt counts as the {@value #SYN_BYTES} bytes
 * of the segment that would have carried it, so that an idle link leaves evidence too. What is still queued, and the attempts still waiting,
 * when an imposition begins count against it as well: without that a second cut of a link that the first has already silenced would look as if
 * it had never happened.
 */
final class LinkState {
    /** An IPv4 SYN with the usual options. */
    static final int SYN_BYTES = 60;

    private final String name;
    private final RandomGenerator random;
    private final List<Imposition> impositions = new ArrayList<>();
    private final Map<Imposition, Lag> lags = new LinkedHashMap<>();
    private final Map<Imposition, TokenBucket> rates = new LinkedHashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private int drops;
    private int resets;
    private Runnable onChange = () -> {};

    LinkState(Link link, RandomGenerator random) {
        this.name = link.toString();
        this.random = random;
    }

    /** From a node to itself: nothing can be imposed there. */
    LinkState(String name, RandomGenerator random) {
        this.name = name;
        this.random = random;
    }

    void add(Imposition imposition) {
        impositions.add(imposition);
        Impairment impairment = imposition.impairment();
        if (impairment instanceof Impairment.Delay delay) {
            lags.put(imposition, new Lag(delay, random));
        }
        if (impairment instanceof Impairment.Rate rate) {
            rates.put(imposition, new TokenBucket(rate.bytesPerSecond(), System.nanoTime()));
        }
        recount();
        for (Connection connection : List.copyOf(connections)) {
            imposition.hit(connection.pendingOn(this));
            if (impairment instanceof Impairment.Reset) {
                imposition.hit(SYN_BYTES);
                connection.reset();
            }
        }
    }

    void remove(Imposition imposition) {
        if (!impositions.remove(imposition)) {
            return;
        }
        boolean hurried = lags.remove(imposition) != null;
        rates.remove(imposition);
        recount();
        for (Connection connection : List.copyOf(connections)) {
            if (hurried) {
                connection.hurry(this);
            }
            connection.resume();
        }
    }

    private void recount() {
        drops = (int) impositions.stream()
                .filter(i -> i.impairment() instanceof Impairment.Drop)
                .count();
        resets = (int) impositions.stream()
                .filter(i -> i.impairment() instanceof Impairment.Reset)
                .count();
        onChange.run();
    }

    /** Runs whenever an imposition comes or goes, before connections are told. */
    void onChange(Runnable listener) {
        onChange = listener;
    }

    void join(Connection connection) {
        connections.add(connection);
    }

    void leave(Connection connection) {
        connections.remove(connection);
    }

    boolean clear() {
        return impositions.isEmpty();
    }

    boolean dropped() {
        return drops > 0;
    }

    boolean refusing() {
        return resets > 0;
    }

    void arrived(long bytes) {
        for (Imposition imposition : impositions) {
            imposition.hit(bytes);
        }
    }

    /** How much later something that arrives now shall be delivered, in nanoseconds; a new draw at each call. */
    long lagNanos() {
        long sum = 0;
        for (Lag lag : lags.values()) {
            sum += lag.nextNanos();
        }
        return sum;
    }

    /** How many bytes may pass now under the tightest rate. */
    int allowance(long now) {
        int least = Integer.MAX_VALUE;
        for (TokenBucket rate : rates.values()) {
            least = Math.min(least, rate.allowance(now));
        }
        return least;
    }

    /** When bytes may pass again after {@link #allowance} was 0. */
    long nextAllowance(long now) {
        long latest = now;
        for (TokenBucket rate : rates.values()) {
            latest = rate.nextTime() - latest > 0 ? rate.nextTime() : latest;
        }
        return latest;
    }

    void spent(int bytes, long now) {
        for (TokenBucket rate : rates.values()) {
            rate.spend(bytes, now);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
