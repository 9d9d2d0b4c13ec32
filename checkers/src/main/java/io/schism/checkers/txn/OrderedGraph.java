package io.schism.checkers.txn;

import io.schism.checkers.history.History;

/**
 * The dependencies of a whole history together with one order. Real time needs no edges of its own: transactions are numbered as they were
 * invoked, so what follows transaction {@code t} in real time is a suffix of the numbers. Vertex {@code j} of a chain beside the
 * transactions stands for "all from {@code j} on": it leads to transaction {@code j} and to chain vertex {@code j + 1}. That is linear
 * however many sessions overlap, where a transitive reduction has an edge for each pair of neighbours in time (one completion may be
 * followed by as many invocations as there are sessions).
 */
final class OrderedGraph implements Digraph {
    private final Graph graph;
    private final Order order;
    private final int[] follower;
    private final int transactions;
    private final int chain;

    private OrderedGraph(Graph graph, Order order, int[] follower) {
        this.graph = graph;
        this.order = order;
        this.follower = follower;
        this.transactions = graph.transactions();
        this.chain = graph.vertices();
    }

    static OrderedGraph of(Graph graph, Transactions transactions, Order order, int[] nextOfProcess) {
        return new OrderedGraph(graph, order, order == Order.REALTIME ? transactions.after() : nextOfProcess);
    }

    @Override
    public int vertices() {
        return order == Order.REALTIME ? chain + transactions : chain;
    }

    @Override
    public int degree(int vertex) {
        if (vertex >= chain) {
            return 2;
        }
        int degree = graph.start()[vertex + 1] - graph.start()[vertex];
        return order != Order.NONE && vertex < transactions ? degree + 1 : degree;
    }

    @Override
    public int successor(int vertex, int edge) {
        if (vertex >= chain) {
            int place = vertex - chain;
            if (edge == 0) {
                return place;
            }
            return place + 1 < transactions ? vertex + 1 : HIDDEN;
        }
        int slot = graph.start()[vertex] + edge;
        if (slot < graph.start()[vertex + 1]) {
            return graph.target()[slot];
        }
        int follows = follower[vertex];
        if (order == Order.PROCESS) {
            return follows == History.NONE ? HIDDEN : follows;
        }
        return follows < transactions ? chain + follows : HIDDEN;
    }

    /** True when there is any edge at all, the order's included. */
    boolean anyEdge() {
        if (graph.target().length > 0) {
            return true;
        }
        if (order == Order.NONE) {
            return false;
        }
        for (int t = 0; t < transactions; t++) {
            if (order == Order.REALTIME ? follower[t] < transactions : follower[t] != History.NONE) {
                return true;
            }
        }
        return false;
    }
}
