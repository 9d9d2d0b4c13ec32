package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The definitions, written down as they are and tried out one by one: every pair of transactions, every cycle. For small histories. */
final class NaiveIsolation {
    /** A transaction with everything that is known of it. */
    record Txn(int number, int process, Operation.Type outcome, int invoked, int completed, List<List<?>> mops) {
        boolean ok() {
            return outcome == Operation.Type.OK;
        }

        boolean possible() {
            return outcome != Operation.Type.FAIL;
        }
    }

    private final List<Txn> txns = new ArrayList<>();
    private final Order order;
    private final Set<String> cycles = new HashSet<>();
    private final Step.Why[][] data;

    private NaiveIsolation(History history, Order order) {
        this.order = order;
        for (int position = 0; position < history.size(); position++) {
            Operation operation = history.get(position);
            if (operation.type() == Operation.Type.INVOKE) {
                int pair = history.pairOf(position);
                Operation last = pair == History.NONE ? operation : history.get(pair);
                Operation.Type outcome = pair == History.NONE ? Operation.Type.INFO : last.type();
                List<List<?>> mops = new ArrayList<>();
                for (Object mop : (List<?>) Objects.requireNonNull(last.value())) {
                    mops.add((List<?>) mop);
                }
                txns.add(new Txn(
                        txns.size(),
                        operation.process(),
                        outcome,
                        position,
                        pair == History.NONE ? Integer.MAX_VALUE : pair,
                        mops));
            }
        }
        this.data = new Step.Why[txns.size()][txns.size()];
    }

    /** The classes of all cycles in a history of lists. */
    static Set<String> listCycles(History history, Order order) {
        NaiveIsolation naive = new NaiveIsolation(history, order);
        naive.listEdges();
        naive.enumerate();
        return naive.cycles;
    }

    /** The classes of all cycles in a history of registers; {@code later} holds pairs {@code key, value, later value} beyond "unset comes first". */
    static Set<String> registerCycles(History history, Order order, Set<List<?>> later) {
        NaiveIsolation naive = new NaiveIsolation(history, order);
        naive.registerEdges(later);
        naive.enumerate();
        return naive.cycles;
    }

    static List<Txn> transactions(History history) {
        return new NaiveIsolation(history, Order.NONE).txns;
    }

    /** True when some order of the transactions that respects real time explains every read; each unknown one may or may not be in it. */
    static boolean strictSerializable(History history, boolean lists) {
        NaiveIsolation naive = new NaiveIsolation(history, Order.REALTIME);
        return naive.place(new LinkedHashSet<>(), new LinkedHashMap<>(), lists);
    }

    private boolean place(Set<Txn> placed, Map<Object, Object> state, boolean lists) {
        if (placed.containsAll(txns.stream().filter(Txn::ok).toList())) {
            return true;
        }
        for (Txn next : txns) {
            if (placed.contains(next) || !next.possible() || mustWait(next, placed)) {
                continue;
            }
            Map<Object, Object> after = run(next, state, lists);
            if (after != null) {
                Set<Txn> more = new LinkedHashSet<>(placed);
                more.add(next);
                if (place(more, after, lists)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean mustWait(Txn next, Set<Txn> placed) {
        return txns.stream()
                .anyMatch(other -> other.ok() && other.completed() < next.invoked() && !placed.contains(other));
    }

    private static @Nullable Map<Object, Object> run(Txn txn, Map<Object, Object> before, boolean lists) {
        Map<Object, Object> state = new LinkedHashMap<>(before);
        for (List<?> mop : txn.mops()) {
            Object key = Objects.requireNonNull(mop.get(1));
            if (reads(mop)) {
                if (txn.ok() && !Objects.equals(normal(mop.get(2)), normal(state.get(key)))) {
                    return null;
                }
            } else if (lists) {
                List<Object> list = new ArrayList<>();
                list.addAll((List<?>) state.getOrDefault(key, List.of()));
                list.add(mop.get(2));
                state.put(key, list);
            } else {
                state.put(key, mop.get(2));
            }
        }
        return state;
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return value instanceof List<?> list && list.isEmpty() ? null : value;
    }

    static boolean reads(List<?> mop) {
        return "r".equals(mop.get(0));
    }

    private void edge(Txn from, Txn to, Step.Why why) {
        if (from != to && from.possible() && to.possible()) {
            Step.Why before = data[from.number()][to.number()];
            if (before == null || before.compareTo(why) > 0) {
                data[from.number()][to.number()] = why;
            }
        }
    }

    private void listEdges() {
        Set<Object> keys = new HashSet<>();
        txns.forEach(txn -> txn.mops().forEach(mop -> keys.add(mop.get(1))));
        for (Object key : keys) {
            List<?> longest = List.of();
            for (Txn txn : txns) {
                for (List<?> mop : txn.mops()) {
                    if (txn.ok()
                            && reads(mop)
                            && mop.get(1).equals(key)
                            && mop.get(2) instanceof List<?> list
                            && list.size() > longest.size()) {
                        longest = list;
                    }
                }
            }
            for (Txn one : txns) {
                for (List<?> a : one.mops()) {
                    for (Txn other : txns) {
                        for (List<?> b : other.mops()) {
                            if (a.get(1).equals(key) && b.get(1).equals(key)) {
                                listEdge(one, a, other, b, longest);
                            }
                        }
                    }
                }
            }
        }
    }

    private void listEdge(Txn one, List<?> a, Txn other, List<?> b, List<?> order) {
        if (!reads(a) && !reads(b) && order.contains(a.get(2)) && next(order.indexOf(a.get(2)), b, order)) {
            edge(one, other, Step.Why.WW);
        }
        if (other.ok() && !reads(a) && reads(b) && Objects.equals(last(b), a.get(2))) {
            edge(one, other, Step.Why.WR);
        }
        if (one.ok() && reads(a) && !reads(b)) {
            Object last = last(a);
            boolean known = last == null || order.contains(last);
            if (known && next(last == null ? -1 : order.indexOf(last), b, order)) {
                edge(one, other, Step.Why.RW);
            }
        }
    }

    private static boolean next(int place, List<?> append, List<?> order) {
        int at = order.indexOf(append.get(2));
        return at < 0 ? place == order.size() - 1 : place + 1 == at;
    }

    private static @Nullable Object last(List<?> read) {
        List<?> list = read.get(2) instanceof List<?> known ? known : List.of();
        return list.isEmpty() ? null : list.get(list.size() - 1);
    }

    /** The value with which a transaction first met a key, when that was a read; {@code Optional}-like list of none or one. */
    static List<@Nullable Object> externalRead(Txn txn, Object key) {
        List<@Nullable Object> found = new ArrayList<>();
        for (List<?> mop : txn.mops()) {
            if (mop.get(1).equals(key) && txn.ok()) {
                if (reads(mop)) {
                    found.add(mop.get(2));
                }
                return found;
            }
        }
        return found;
    }

    /** The value that a transaction left in a key, or null. */
    static @Nullable Object externalWrite(Txn txn, Object key) {
        Object value = null;
        for (List<?> mop : txn.mops()) {
            if (mop.get(1).equals(key) && !reads(mop)) {
                value = mop.get(2);
            }
        }
        return value;
    }

    private void registerEdges(Set<List<?>> later) {
        Set<Object> keys = new HashSet<>();
        txns.forEach(txn -> txn.mops().forEach(mop -> keys.add(mop.get(1))));
        for (Object key : keys) {
            for (Txn one : txns) {
                for (Txn other : txns) {
                    Object wrote = externalWrite(one, key);
                    Object writes = externalWrite(other, key);
                    List<@Nullable Object> read = externalRead(one, key);
                    List<@Nullable Object> reads = externalRead(other, key);
                    if (wrote != null && !reads.isEmpty() && wrote.equals(reads.get(0))) {
                        edge(one, other, Step.Why.WR);
                    }
                    if (wrote != null && writes != null && later.contains(List.of(key, wrote, writes))) {
                        edge(one, other, Step.Why.WW);
                    }
                    if (!read.isEmpty() && writes != null) {
                        Object saw = read.get(0);
                        if (saw == null || later.contains(List.of(key, saw, writes))) {
                            edge(one, other, Step.Why.RW);
                        }
                    }
                }
            }
        }
    }

    private boolean ordered(Txn from, Txn to) {
        boolean possible = from.ok() && to.possible() && from.completed() < to.invoked();
        return switch (order) {
            case NONE -> false;
            case PROCESS -> possible && from.process() == to.process();
            case REALTIME -> possible;
        };
    }

    private void enumerate() {
        for (Txn txn : txns) {
            extend(txn, txn, new ArrayList<>(), new HashSet<>(Set.of(txn)));
        }
    }

    private void extend(Txn start, Txn at, List<Step> steps, Set<Txn> visited) {
        for (Txn next : txns) {
            if (next.number() < start.number() || (next != start && visited.contains(next)) || next == at) {
                continue;
            }
            List<Step.Why> whys = new ArrayList<>();
            if (data[at.number()][next.number()] != null) {
                whys.add(data[at.number()][next.number()]);
            }
            if (ordered(at, next)) {
                whys.add(order == Order.PROCESS ? Step.Why.PROCESS : Step.Why.REALTIME);
            }
            for (Step.Why why : whys) {
                steps.add(new Step(at.number(), next.number(), why));
                if (next == start) {
                    cycles.add(Cycle.of(steps).anomaly());
                } else {
                    visited.add(next);
                    extend(start, next, steps, visited);
                    visited.remove(next);
                }
                steps.remove(steps.size() - 1);
            }
        }
    }
}
