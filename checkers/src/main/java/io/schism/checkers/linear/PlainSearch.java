package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Just-in-time linearization (Lowe, <i>Testing for linearizability</i>, CCPE 29(4), 2017, section 4) as it stands in the paper: walk through
 * the events, keep every configuration that is possible so far (a state, and which of the open calls have taken effect), and let calls take
 * effect only when one returns. Nothing is clever here: this is what decides whether a shrunk history fails, and what the fast search
 * is compared with.
 */
final class PlainSearch {
    /** A state, and the open calls that have taken effect. */
    record Configuration(Object state, BitSet done) {}

    private PlainSearch() {}

    /** Whether there is a linearization, and how far one gets. */
    static Answer run(Calls calls, Object initial, Spending spending) {
        Set<Configuration> configurations = new HashSet<>();
        configurations.add(new Configuration(initial, new BitSet()));
        BitSet open = new BitSet();
        long seen = 1;
        for (int event : calls.events()) {
            int call = event >> 1;
            if ((event & 1) == 0) {
                open.set(call);
                continue;
            }
            Set<Configuration> next = returned(calls, call, open, configurations, spending);
            if (next.isEmpty()) {
                return Answer.invalid(calls.returned(call), List.of(), seen);
            }
            open.clear(call);
            configurations = next;
            seen += next.size();
        }
        return Answer.valid(seen);
    }

    private static Set<Configuration> returned(
            Calls calls, int returning, BitSet open, Set<Configuration> before, Spending spending) {
        Set<Configuration> next = new HashSet<>();
        Set<Configuration> seen = new HashSet<>(before);
        Deque<Configuration> work = new ArrayDeque<>(before);
        while (!work.isEmpty()) {
            spending.checkTime();
            Configuration configuration = work.remove();
            if (configuration.done.get(returning)) {
                BitSet done = (BitSet) configuration.done.clone();
                done.clear(returning);
                next.add(new Configuration(configuration.state, done));
                continue;
            }
            for (Configuration follower : followers(calls, configuration, open)) {
                if (seen.add(follower)) {
                    spending.occupy(64L + calls.size() / 8);
                    work.add(follower);
                }
            }
        }
        spending.occupy(-(64L + calls.size() / 8) * (seen.size() - before.size()));
        return next;
    }

    /** Every configuration one call away. */
    static List<Configuration> followers(Calls calls, Configuration configuration, BitSet open) {
        List<Configuration> followers = new ArrayList<>();
        for (int call = open.nextSetBit(0); call >= 0; call = open.nextSetBit(call + 1)) {
            if (configuration.done.get(call)) {
                continue;
            }
            Action action = calls.actionOf(call);
            for (Object state : action.after(configuration.state)) {
                BitSet done = (BitSet) configuration.done.clone();
                done.set(call);
                followers.add(new Configuration(state, done));
            }
        }
        return followers;
    }
}
