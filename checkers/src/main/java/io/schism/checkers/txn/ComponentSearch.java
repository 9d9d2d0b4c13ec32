package io.schism.checkers.txn;

import java.util.Arrays;

/**
 * Pearce's variant of Tarjan's algorithm (D. J. Pearce, "A space-efficient algorithm for finding strongly connected components", IPL 116, 2016,
 * algorithm PEA_FIND_SCC2), made iterative: one int for each vertex beside the stacks, linear time. Each step is a method call of its own,
 * because a history of a million transactions is often one single descent, and a loop that is entered but once is compiled late.
 */
final class ComponentSearch {
    private final Digraph graph;
    private final Allowance allowance;

    /** 0 for a vertex that was not met, its index while it is open, its component, which is larger than any index, once it is closed. */
    private final int[] index;

    private final boolean[] notRoot;
    private final Growing pending = new Growing(64);
    private int[] path = new int[1024];
    private int[] edge = new int[1024];
    private int depth = -1;
    private int nextIndex = 1;
    private int nextComponent;

    ComponentSearch(Digraph graph, Allowance allowance) {
        this.graph = graph;
        this.allowance = allowance;
        this.index = new int[graph.vertices()];
        this.notRoot = new boolean[graph.vertices()];
        this.nextComponent = graph.vertices() + 1;
    }

    Components run() {
        for (int start = 0; start < index.length; start++) {
            if (index[start] == 0) {
                enter(start);
                while (depth >= 0) {
                    step();
                }
            }
        }
        return new Components(index, nextComponent + 1);
    }

    private void enter(int vertex) {
        if (++depth == path.length) {
            path = Arrays.copyOf(path, depth * 2);
            edge = Arrays.copyOf(edge, depth * 2);
        }
        path[depth] = vertex;
        edge[depth] = 0;
        index[vertex] = nextIndex++;
    }

    /** Goes on with the edges of the last vertex of the path, down to a new one or, when there are no more, up. */
    private void step() {
        int v = path[depth];
        int degree = graph.degree(v);
        int e = edge[depth];
        int low = index[v];
        while (e < degree) {
            int w = graph.successor(v, e++);
            if (w == Digraph.HIDDEN) {
                continue;
            }
            int there = index[w];
            if (there == 0) {
                index[v] = low;
                edge[depth] = e;
                enter(w);
                return;
            }
            if (there < low) {
                low = there;
                notRoot[v] = true;
            }
        }
        index[v] = low;
        allowance.work(2 + degree);
        leave(v);
    }

    private void leave(int v) {
        depth--;
        if (notRoot[v]) {
            pending.add(v);
        } else {
            nextIndex--;
            while (pending.size() > 0 && index[v] <= index[pending.get(pending.size() - 1)]) {
                index[pending.removeLast()] = nextComponent;
                nextIndex--;
            }
            index[v] = nextComponent--;
        }
        if (depth >= 0 && index[v] < index[path[depth]]) {
            index[path[depth]] = index[v];
            notRoot[path[depth]] = true;
        }
    }
}
