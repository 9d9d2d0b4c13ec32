package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds cycles in the dependencies of a whole history, component by component. */
final class CycleFinder {
    private final Graph graph;
    private final Transactions transactions;
    private final Order order;
    private final Allowance allowance;
    private final OrderedGraph whole;
    private final List<Cycle> cycles = new ArrayList<>();
    private int components;
    private int largest;
    private boolean timedOut;

    CycleFinder(Graph graph, Transactions transactions, Order order, Allowance allowance) {
        this.graph = graph;
        this.transactions = transactions;
        this.order = order;
        this.allowance = allowance;
        int[] next = order == Order.PROCESS ? transactions.nextOfProcess() : new int[0];
        this.whole = OrderedGraph.of(graph, transactions, order, next);
    }

    void run(long patience) {
        allowance.hold(Components.bytes(whole.vertices()));
        Components found = Components.of(whole, allowance);
        int[] sizes = found.sizes();
        int[] start = new int[sizes.length + 1];
        for (int v = 0; v < graph.vertices(); v++) {
            int component = found.of(v);
            if (sizes[component] > 1) {
                start[component + 1]++;
            }
        }
        for (int c = 0; c < sizes.length; c++) {
            start[c + 1] += start[c];
        }
        int[] members = new int[start[sizes.length]];
        int[] next = start.clone();
        for (int v = 0; v < graph.vertices(); v++) {
            int component = found.of(v);
            if (sizes[component] > 1) {
                members[next[component]++] = v;
            }
        }
        if (members.length > 0) {
            searchAll(start, members, patience);
        }
    }

    private void searchAll(int[] start, int[] members, long patience) {
        int[] local = new int[graph.vertices()];
        Arrays.fill(local, History.NONE);
        for (int c = 0; c + 1 < start.length; c++) {
            if (start[c + 1] == start[c]) {
                continue;
            }
            components++;
            int[] part = Arrays.copyOfRange(members, start[c], start[c + 1]);
            largest = Math.max(largest, part.length);
            Subgraph subgraph = Subgraph.of(graph, transactions, order, part, local);
            CycleSearch.Result result = CycleSearch.search(subgraph, patience, allowance);
            cycles.addAll(result.cycles());
            timedOut |= result.timedOut();
        }
    }

    boolean anyEdge() {
        return whole.anyEdge();
    }

    List<Cycle> cycles() {
        return cycles;
    }

    /** How many strongly connected components had more than one transaction. */
    int components() {
        return components;
    }

    /** The size of the largest. */
    int largest() {
        return largest;
    }

    /** True when a class of cycle could not be excluded within the patience. */
    boolean timedOut() {
        return timedOut;
    }
}
