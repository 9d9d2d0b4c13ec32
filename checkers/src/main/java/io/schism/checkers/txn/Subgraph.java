package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One strongly connected component on its own, with small numbers: transactions first, in the order of their invocations, then hubs. Where
 * several dependencies join the same two transactions they are one edge with several kinds.
 *
 * <p>The order is kept as rows of transactions, one row for real time, one a process: what follows a transaction is the rest of its row from
 * {@link #follows} on.
 */
final class Subgraph {
    final int transactions;
    final int vertices;
    /** The number of each vertex in the whole graph. */
    final int[] member;

    final int[] start;
    final int[] target;
    final byte[] kinds;

    final Order order;
    /** All transactions, row by row. */
    final int[] row;
    /** For each transaction the place in {@link #row} of the first that follows it; its row's end where none does. */
    final int[] follows;
    /** For each transaction the end of its row. */
    final int[] rowEnd;

    private Subgraph(Builder builder) {
        this.transactions = builder.transactions;
        this.vertices = builder.member.length;
        this.member = builder.member;
        this.start = builder.start;
        this.target = builder.target;
        this.kinds = builder.kinds;
        this.order = builder.order;
        this.row = builder.row;
        this.follows = builder.follows;
        this.rowEnd = builder.rowEnd;
    }

    /**
     * The part of the graph that these vertices span.
     *
     * @param members ascending
     * @param local scratch, as large as the graph, all {@link History#NONE}; left as it was
     */
    static Subgraph of(Graph graph, Transactions all, Order order, int[] members, int[] local) {
        for (int i = 0; i < members.length; i++) {
            local[members[i]] = i;
        }
        Builder builder = new Builder(graph, all, order, members);
        builder.edges(local);
        builder.rows();
        for (int member : members) {
            local[member] = History.NONE;
        }
        return new Subgraph(builder);
    }

    boolean hub(int vertex) {
        return vertex >= transactions;
    }

    /** The kinds of the edge between two transactions, 0 when there is none. */
    byte kinds(int from, int to) {
        int slot = Arrays.binarySearch(target, start[from], start[from + 1], to);
        return slot < 0 ? 0 : kinds[slot];
    }

    private static final class Builder {
        private final Graph graph;
        private final Transactions all;
        private final Order order;
        private final int[] member;
        private final int transactions;
        private int[] start = {};
        private int[] target = {};
        private byte[] kinds = {};
        private int[] row = {};
        private final int[] follows;
        private final int[] rowEnd;

        Builder(Graph graph, Transactions all, Order order, int[] member) {
            this.graph = graph;
            this.all = all;
            this.order = order;
            this.member = member;
            int real = Arrays.binarySearch(member, graph.transactions());
            this.transactions = real < 0 ? -real - 1 : real;
            this.follows = new int[transactions];
            this.rowEnd = new int[transactions];
        }

        void edges(int[] local) {
            start = new int[member.length + 1];
            Growing targets = new Growing(member.length * 4);
            Growing kindsOf = new Growing(member.length * 4);
            long[] edges = new long[16];
            for (int v = 0; v < member.length; v++) {
                int from = graph.start()[member[v]];
                int to = graph.start()[member[v] + 1];
                if (to - from > edges.length) {
                    edges = new long[Math.max(to - from, edges.length * 2)];
                }
                int size = 0;
                for (int slot = from; slot < to; slot++) {
                    int inside = local[graph.target()[slot]];
                    if (inside != History.NONE) {
                        edges[size++] = ((long) inside << 8) | graph.kind()[slot];
                    }
                }
                Arrays.sort(edges, 0, size);
                for (int i = 0; i < size; i++) {
                    int inside = (int) (edges[i] >> 8);
                    int kind = (int) (edges[i] & 0xFF);
                    int last = targets.size() - 1;
                    if (last >= start[v] && targets.get(last) == inside) {
                        kindsOf.set(last, kindsOf.get(last) | kind);
                    } else {
                        targets.add(inside);
                        kindsOf.add(kind);
                    }
                }
                start[v + 1] = targets.size();
            }
            target = targets.toArray();
            kinds = new byte[target.length];
            for (int i = 0; i < kinds.length; i++) {
                kinds[i] = (byte) kindsOf.get(i);
            }
        }

        void rows() {
            switch (order) {
                case NONE -> {}
                case REALTIME -> realTime();
                case PROCESS -> processes();
            }
        }

        private void realTime() {
            row = new int[transactions];
            Arrays.setAll(row, i -> i);
            for (int v = 0; v < transactions; v++) {
                int after = Arrays.binarySearch(member, 0, transactions, all.after()[member[v]]);
                follows[v] = after < 0 ? -after - 1 : after;
                rowEnd[v] = transactions;
            }
        }

        private void processes() {
            Map<Integer, List<Integer>> byProcess = new HashMap<>();
            for (int v = 0; v < transactions; v++) {
                byProcess
                        .computeIfAbsent(all.process()[member[v]], process -> new ArrayList<>())
                        .add(v);
            }
            row = new int[transactions];
            int place = 0;
            for (List<Integer> ofProcess : byProcess.values()) {
                int rowsEnd = place + ofProcess.size();
                for (int v : ofProcess) {
                    row[place++] = v;
                    follows[v] = all.ok(member[v]) ? place : rowsEnd;
                    rowEnd[v] = rowsEnd;
                }
            }
        }
    }
}
