package io.schism.checkers.txn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which anomaly is also another, which consistency model is stronger than which, and which model forbids what. Taken from Adya, "Weak
 * Consistency" (1999); Adya, Liskov, O'Neil, "Generalized Isolation Level Definitions" (ICDE 2000); Bailis et al., "Highly Available
 * Transactions" (VLDB 2013); Cerone, Bernardi, Gotsman, "A Framework for Transactional Consistency Models with Atomic Visibility" (CONCUR
 * 2015); Cerone, Gotsman, "Analysing Snapshot Isolation" (PODC 2016); Daudjee, Salem, "Lazy Database Replication with Snapshot
 * Isolation" (VLDB 2006); Bernstein, Hadzilacos, Goodman (1987); brought together by Elle ({@code elle.consistency-model}), whose choices and
 * names are kept so that answers can be compared.
 */
final class Lattice {
    /** Each line: an anomaly, and those that it also is. */
    private static final Map<String, List<String>> ALSO = parse("""
            G0 > G1c G0-process
            G0-process > G1c-process G0-realtime
            G0-realtime > G1c-realtime
            G1c > G1 G1c-process
            G1c-process > G1c-realtime G1-process
            G1c-realtime > G1-realtime
            G-single-item > G-single G-single-item-process G-nonadjacent-item
            G-single-item-process > G-single-process G-single-item-realtime G-nonadjacent-item-process
            G-single-item-realtime > G-single-realtime G-nonadjacent-item-realtime
            G-single > G-nonadjacent GSIb G-single-process
            G-single-process > G-nonadjacent-process G-single-realtime
            G-single-realtime > G-nonadjacent-realtime
            G-nonadjacent-item > G-nonadjacent G2-item G-nonadjacent-item-process
            G-nonadjacent-item-process > G-nonadjacent-process G2-item-process G-nonadjacent-item-realtime
            G-nonadjacent-item-realtime > G2-item-realtime G-nonadjacent-realtime
            G-nonadjacent > G2 G-nonadjacent-process
            G-nonadjacent-process > G2-process G-nonadjacent-realtime
            G-nonadjacent-realtime > G2-realtime
            G2 > G2-process
            G2-item > G2 G2-item-process
            G2-item-process > G2-process G2-item-realtime
            G2-item-realtime > G2-realtime
            G2-process > G2-realtime
            G1a > G1
            G1b > G1
            G1 > G1-process
            G1-process > G1-realtime
            GSIa > GSI
            GSIb > GSI
            incompatible-order > G1a
            future-read > G1c
            dirty-update > G1a
            unwritten-read > G1a
            lost-update > write-skew G2-item
            write-skew > G2
            """);

    /** Each line: a model, and weaker ones that it includes. */
    private static final Map<String, List<String>> INCLUDES = parse("""
            causal-cerone > read-atomic
            PL-2+ > PL-CS PL-2L
            PL-CS > PL-2
            PL-FCV > PL-2+
            PL-2 > PL-1
            PL-3 > PL-2.99 PL-3U PL-SI view-serializable
            PL-3U > PL-FCV
            monotonic-atomic-view > PL-2
            PL-2L > PL-2
            PL-MSR > PL-2
            parallel-snapshot-isolation > causal-cerone update-atomic
            prefix > causal-cerone
            read-atomic > monotonic-atomic-view
            PL-2.99 > PL-CS monotonic-atomic-view
            update-atomic > read-atomic
            session-serializable > 1SR
            PL-SI > PL-FCV monotonic-atomic-view PL-MSR parallel-snapshot-isolation prefix
            PL-SS > PL-3 linearizable PL-SI strong-snapshot-isolation strong-session-serializable session-serializable
            strong-session-PL-1 > PL-1
            strong-session-PL-2 > PL-2 strong-session-PL-1
            strong-PL-1 > strong-session-PL-1
            strong-PL-2 > strong-session-PL-2 strong-PL-1
            strong-session-serializable > PL-3 strong-session-snapshot-isolation
            strong-session-snapshot-isolation > PL-SI strong-session-PL-2
            strong-snapshot-isolation > strong-session-snapshot-isolation strong-PL-2
            linearizable > sequential
            sequential > causal
            causal > writes-follow-reads PRAM
            PRAM > monotonic-reads monotonic-writes read-your-writes
            """);

    /** Each line: a model, and the anomalies that it forbids beyond those of the models it includes. */
    private static final Map<String, List<String>> FORBIDS = parse("""
            causal-cerone > internal G1a
            PL-CS > G1 G-cursor lost-update
            PL-2L > G1 G-monotonic
            PL-MSR > G1 G-MSR
            PL-2+ > G1 G-single
            PL-FCV > G1 G-SIb
            parallel-snapshot-isolation > internal G1a
            PL-3 > G1 G2 predicate-read-miss internal
            PL-2 > G1
            PL-1 > G0 duplicate-elements cyclic-versions
            prefix > internal G1a
            PL-SI > internal G1 G-SI G-nonadjacent
            read-atomic > internal G1a future-read
            PL-2.99 > G1 G2-item lost-update
            update-atomic > lost-update
            PL-SS > G1 G1c-realtime G2-realtime
            strong-session-PL-1 > G0-process
            strong-session-PL-2 > G1c-process
            strong-PL-1 > G0-realtime
            strong-PL-2 > G1c-realtime
            strong-session-snapshot-isolation > internal G1-process G-nonadjacent-process
            strong-snapshot-isolation > internal G1-realtime G-nonadjacent-realtime
            strong-session-serializable > G1-process G2-process
            PL-3U > G1 G-update
            """);

    /** Each line: a name that people use, and Adya's. */
    private static final Map<String, List<String>> NAMES = parse("""
            consistent-view > PL-2+
            conflict-serializable > PL-3
            cursor-stability > PL-CS
            forward-consistent-view > PL-FCV
            monotonic-snapshot-read > PL-MSR
            monotonic-view > PL-2L
            read-committed > PL-2
            read-uncommitted > PL-1
            repeatable-read > PL-2.99
            serializable > PL-3
            snapshot-isolation > PL-SI
            strong-serializable > PL-SS
            strict-serializable > PL-SS
            update-serializable > PL-3U
            strong-session-read-uncommitted > strong-session-PL-1
            strong-session-read-committed > strong-session-PL-2
            strong-read-uncommitted > strong-PL-1
            strong-read-committed > strong-PL-2
            """);

    private static final Map<String, List<String>> ALREADY = reversed(ALSO);
    private static final Map<String, List<String>> INCLUDED_IN = reversed(INCLUDES);
    private static final Map<String, List<String>> FORBIDDEN_BY = reversed(FORBIDS);
    private static final Map<String, String> FRIENDLY = friendly();

    private Lattice() {}

    /** The consistency models that a name can be given to, friendly names and Adya's. */
    static Set<String> models() {
        Set<String> all = new TreeSet<>(NAMES.keySet());
        all.addAll(nodes(INCLUDES));
        all.addAll(FORBIDS.keySet());
        return all;
    }

    /** All anomalies that have a name. */
    static Set<String> anomalies() {
        Set<String> all = nodes(ALSO);
        FORBIDS.values().forEach(all::addAll);
        return all;
    }

    /** These anomalies and all that they also are. */
    static Set<String> impliedBy(Collection<String> anomalies) {
        return reachable(ALSO, anomalies);
    }

    /** These anomalies and all by which one of them would be present. */
    static Set<String> implying(Collection<String> anomalies) {
        return reachable(ALREADY, anomalies);
    }

    /** The anomalies that cannot be present when all these models hold. */
    static Set<String> forbiddenBy(Collection<String> models) {
        Set<String> forbidden = new TreeSet<>();
        for (String model : reachable(INCLUDES, canonical(models))) {
            forbidden.addAll(FORBIDS.getOrDefault(model, List.of()));
        }
        return implying(forbidden);
    }

    /**
     * What anomalies say about the models.
     *
     * @param not the weakest models that do not hold, by their friendly names
     * @param alsoNot the stronger ones, which therefore do not hold either
     */
    record Boundary(List<String> not, List<String> alsoNot) {
        Boundary {
            not = List.copyOf(not);
            alsoNot = List.copyOf(alsoNot);
        }
    }

    static Boundary boundary(Collection<String> anomalies) {
        Set<String> broken = new TreeSet<>();
        for (String anomaly : impliedBy(anomalies)) {
            broken.addAll(FORBIDDEN_BY.getOrDefault(anomaly, List.of()));
        }
        Set<String> impossible = reachable(INCLUDED_IN, broken);
        Set<String> not = new TreeSet<>();
        Set<String> alsoNot = new TreeSet<>();
        for (String model : impossible) {
            Set<String> weaker = reachable(INCLUDES, Set.of(model));
            weaker.remove(model);
            boolean weakest = weaker.stream().noneMatch(impossible::contains);
            (weakest ? not : alsoNot).add(FRIENDLY.getOrDefault(model, model));
        }
        return new Boundary(List.copyOf(not), List.copyOf(alsoNot));
    }

    private static Set<String> canonical(Collection<String> models) {
        Set<String> canonical = new TreeSet<>();
        for (String model : models) {
            canonical.add(NAMES.getOrDefault(model, List.of(model)).get(0));
        }
        return canonical;
    }

    private static Map<String, String> friendly() {
        Map<String, String> friendly = new HashMap<>();
        NAMES.forEach((name, canonical) -> friendly.put(canonical.get(0), name));
        return friendly;
    }

    private static Set<String> reachable(Map<String, List<String>> graph, Collection<String> from) {
        Set<String> reached = new TreeSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (String next : graph.getOrDefault(open.pop(), List.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }

    private static Set<String> nodes(Map<String, List<String>> graph) {
        Set<String> nodes = new TreeSet<>(graph.keySet());
        graph.values().forEach(nodes::addAll);
        return nodes;
    }

    private static Map<String, List<String>> parse(String lines) {
        Map<String, List<String>> graph = new LinkedHashMap<>();
        for (String line : lines.lines().toList()) {
            int arrow = line.indexOf(" > ");
            graph.put(
                    line.substring(0, arrow), List.of(line.substring(arrow + 3).split(" ")));
        }
        return graph;
    }

    private static Map<String, List<String>> reversed(Map<String, List<String>> graph) {
        Map<String, List<String>> reversed = new HashMap<>();
        graph.forEach((from, targets) -> {
            for (String target : targets) {
                reversed.merge(target, List.of(from), Lattice::joined);
            }
        });
        return reversed;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
