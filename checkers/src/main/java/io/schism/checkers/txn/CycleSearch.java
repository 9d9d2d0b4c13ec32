package io.schism.checkers.txn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for one short cycle of every class in a strongly connected component, worst class first, and skips what a found one implies.
 *
 * <p>Whether a cycle of a class exists is decided for each class but one by components of a {@link View}, in linear time; only then is a short
 * one looked for. The exception is "exactly one anti-dependency", where each anti-dependency needs a search of its own; that search alone
 * can run out of patience. A shortest walk on which no two anti-dependencies meet visits nothing twice: were it to pass
 * transaction {@code v} twice, cutting it there leaves two walks; the cut can join two anti-dependencies in one of them, but then
 * the edges that it joins in the other are none. So walks, which are easy to find, are enough.
 */
final class CycleSearch {
    private static final int DATA = EdgeBuffer.WW | EdgeBuffer.WR;
    private static final long STEPS_TO_IMPROVE = 2_000_000;

    private final Subgraph part;
    private final Allowance allowance;
    private final long patience;
    private final List<Cycle> found = new ArrayList<>();
    private final Set<String> implied = new HashSet<>();
    private boolean timedOut;

    private final int[] seen;
    private final int[] parent;
    private final int[] depth;
    private final Step.Why[] via;
    private final int[] covered;
    private final int[] coveredAt;
    private final Growing queue = new Growing(16);
    private final Growing hubs = new Growing(4);
    private int stamp;
    private long steps;

    private View view;
    private Components components;
    private RwRule ruleOnTheWay = RwRule.NEVER;
    private int goal;

    private CycleSearch(Subgraph part, long patience, Allowance allowance) {
        this.part = part;
        this.patience = patience;
        this.allowance = allowance;
        int nodes = part.vertices * 2;
        seen = new int[nodes];
        parent = new int[nodes];
        depth = new int[nodes];
        via = new Step.Why[nodes];
        covered = new int[part.transactions + 1];
        coveredAt = new int[part.transactions + 1];
        view = new View(part, DATA, RwRule.ANY, true);
        components = Components.of(view, allowance);
    }

    /**
     * What a search brought.
     *
     * @param cycles one for each class that was found, with vertices of the whole graph
     * @param timedOut true when a class could not be excluded within the patience
     */
    record Result(List<Cycle> cycles, boolean timedOut) {}

    /**
     * Searches a component.
     *
     * @param patience edges that may be followed in one search
     */
    static Result search(Subgraph part, long patience, Allowance allowance) {
        CycleSearch search = new CycleSearch(part, patience, allowance);
        search.level(false);
        if (part.order != Order.NONE) {
            search.level(true);
        }
        return new Result(search.found, search.timedOut);
    }

    private void level(boolean ordered) {
        String suffix = ordered ? part.order.suffix() : "";
        if (!implied.contains("G0" + suffix)) {
            lookFor(new View(part, EdgeBuffer.WW, RwRule.NEVER, ordered), false, RwRule.NEVER);
        }
        if (!implied.contains("G1c" + suffix)) {
            lookFor(new View(part, DATA, RwRule.NEVER, ordered), false, RwRule.NEVER);
        }
        View apart = new View(part, DATA, RwRule.APART, ordered);
        if (!implied.contains("G-single-item" + suffix)) {
            lookFor(apart, true, RwRule.NEVER);
        }
        if (!implied.contains("G-nonadjacent-item" + suffix)) {
            lookFor(apart, true, RwRule.APART);
        }
        if (!implied.contains("G2-item" + suffix)) {
            lookFor(new View(part, DATA, RwRule.ANY, ordered), true, RwRule.ANY);
        }
    }

    /** Finds a short cycle of the view; with an anti-dependency first if asked, and by the rule from there on. */
    private void lookFor(View within, boolean antiDependencyFirst, RwRule thereafter) {
        view = within;
        components = Components.of(within, allowance);
        ruleOnTheWay = thereafter;
        int[] sizes = components.sizes();
        List<Step> best = null;
        steps = 0;
        for (int u = 0; u < part.transactions && (best == null || best.size() > 2); u++) {
            if (sizes[components.of(2 * u)] < 2 || (antiDependencyFirst && !startsWithAntiDependency(u))) {
                continue;
            }
            if (steps > patience || (best != null && steps > STEPS_TO_IMPROVE)) {
                timedOut |= best == null;
                break;
            }
            long before = steps;
            List<Step> walk = walk(u, antiDependencyFirst, best == null ? Integer.MAX_VALUE : best.size() - 1);
            allowance.work((int) Math.min(steps - before + 1, Integer.MAX_VALUE >> 1));
            if (walk != null && thereafter == RwRule.APART) {
                walk = Cycle.withoutRepeats(walk);
            }
            if (walk != null && (best == null || walk.size() < best.size())) {
                best = walk;
            }
        }
        if (best != null) {
            keep(best);
        }
    }

    private void keep(List<Step> local) {
        List<Step> global = new ArrayList<>();
        for (Step step : local) {
            global.add(new Step(part.member[step.from()], part.member[step.to()], step.why()));
        }
        Cycle cycle = Cycle.of(global);
        if (implied.contains(cycle.anomaly())) {
            return;
        }
        found.add(cycle);
        implied.addAll(Lattice.impliedBy(Set.of(cycle.anomaly())));
    }

    private boolean startsWithAntiDependency(int u) {
        for (int slot = part.start[u]; slot < part.start[u + 1]; slot++) {
            if (View.antiDependency(part.kinds[slot])) {
                int next = view.next(2 * u, slot);
                if (next != Digraph.HIDDEN && components.of(next) == components.of(2 * u)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Breadth first from a transaction back to itself, or null when there is no way of at most so many steps. */
    private @Nullable List<Step> walk(int u, boolean antiDependencyFirst, int longest) {
        stamp++;
        queue.clear();
        goal = 2 * u;
        depth[goal] = 0;
        if (longest < 2) {
            return null;
        }
        boolean arrived = antiDependencyFirst ? antiDependencies(goal, view.rule()) : all(goal);
        for (int next = 0; !arrived && next < queue.size(); next++) {
            int node = queue.get(next);
            if (depth[node] + 1 > longest) {
                return null;
            }
            arrived = all(node);
        }
        return arrived ? trace() : null;
    }

    private boolean all(int node) {
        int v = node >> 1;
        for (int slot = part.start[v]; slot < part.start[v + 1]; slot++) {
            steps++;
            int data = part.kinds[slot] & view.data();
            if (data != 0) {
                Step.Why why = (data & EdgeBuffer.WW) != 0 ? Step.Why.WW : Step.Why.WR;
                if (reach(2 * part.target[slot], node, why)) {
                    return true;
                }
            }
        }
        if (ruleOnTheWay == RwRule.ANY || (ruleOnTheWay == RwRule.APART && (node & 1) == 0)) {
            if (antiDependencies(node, ruleOnTheWay)) {
                return true;
            }
        }
        return view.ordered() && ordered(node);
    }

    private boolean antiDependencies(int node, RwRule rule) {
        int v = node >> 1;
        int layer = rule == RwRule.ANY ? 0 : 1;
        for (int slot = part.start[v]; slot < part.start[v + 1]; slot++) {
            steps++;
            if (View.antiDependency(part.kinds[slot]) && reachThroughHubs(part.target[slot], layer, node)) {
                return true;
            }
        }
        return false;
    }

    private boolean reachThroughHubs(int target, int layer, int from) {
        if (!part.hub(target)) {
            return reach(2 * target + layer, from, Step.Why.RW);
        }
        hubs.clear();
        hubs.add(target);
        while (hubs.size() > 0) {
            int hub = hubs.removeLast();
            if (seen[2 * hub + layer] == stamp) {
                continue;
            }
            seen[2 * hub + layer] = stamp;
            for (int slot = part.start[hub]; slot < part.start[hub + 1]; slot++) {
                steps++;
                int next = part.target[slot];
                if (part.hub(next)) {
                    hubs.add(next);
                } else if (directlyLater(from, next) && reach(2 * next + layer, from, Step.Why.RW)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean directlyLater(int from, int next) {
        return (part.kinds(from >> 1, next) & DATA) == 0;
    }

    private boolean ordered(int node) {
        int v = node >> 1;
        int end = part.rowEnd[v];
        if (coveredAt[end] != stamp) {
            coveredAt[end] = stamp;
            covered[end] = end;
        }
        Step.Why why = part.order == Order.PROCESS ? Step.Why.PROCESS : Step.Why.REALTIME;
        for (int place = part.follows[v]; place < covered[end]; place++) {
            steps++;
            if (reach(2 * part.row[place], node, why)) {
                return true;
            }
        }
        covered[end] = Math.min(covered[end], part.follows[v]);
        return false;
    }

    /** Comes to a node for the first time, perhaps; true when it is the goal. */
    private boolean reach(int node, int from, Step.Why why) {
        if (node == goal) {
            parent[node] = from;
            via[node] = why;
            return true;
        }
        if (seen[node] == stamp || components.of(node) != components.of(goal)) {
            return false;
        }
        seen[node] = stamp;
        parent[node] = from;
        via[node] = why;
        depth[node] = depth[from] + 1;
        queue.add(node);
        return false;
    }

    private List<Step> trace() {
        List<Step> steps = new ArrayList<>();
        int node = goal;
        do {
            steps.add(new Step(parent[node] >> 1, node >> 1, via[node]));
            node = parent[node];
        } while (node != goal);
        Collections.reverse(steps);
        return steps;
    }
}
