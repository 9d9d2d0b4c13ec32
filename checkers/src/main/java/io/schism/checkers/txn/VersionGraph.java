package io.schism.checkers.txn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The versions of one key and what is known of their order; the unset key comes before all others. */
final class VersionGraph implements Digraph {
    private final int versions;
    private final VersionEdges edges;
    private final int[] start;

    VersionGraph(int versions, VersionEdges edges) {
        this.versions = versions;
        this.edges = edges;
        this.start = new int[versions + 1];
        for (long pair : edges.pairs()) {
            start[VersionEdges.earlier(pair) + 1]++;
        }
        for (int v = 0; v < versions; v++) {
            start[v + 1] += start[v];
        }
    }

    @Override
    public int vertices() {
        return versions;
    }

    @Override
    public int degree(int vertex) {
        return vertex == 0 ? versions - 1 : start[vertex + 1] - start[vertex];
    }

    @Override
    public int successor(int vertex, int edge) {
        return vertex == 0 ? edge + 1 : VersionEdges.later(edges.pairs()[start[vertex] + edge]);
    }

    /** A shortest cycle from the least version of each component that has one; empty when the order is one. */
    List<int[]> cycles(Allowance allowance) {
        Components components = Components.of(this, allowance);
        int[] sizes = components.sizes();
        List<int[]> cycles = new ArrayList<>();
        boolean[] done = new boolean[sizes.length];
        for (int v = 0; v < versions; v++) {
            int component = components.of(v);
            if (sizes[component] > 1 && !done[component]) {
                done[component] = true;
                cycles.add(cycle(v, components));
            }
        }
        return cycles;
    }

    private int[] cycle(int from, Components components) {
        int[] parent = new int[versions];
        Arrays.fill(parent, RegisterKey.NONE);
        Growing queue = new Growing(16);
        queue.add(from);
        for (int next = 0; next < queue.size(); next++) {
            int v = queue.get(next);
            for (int edge = 0; edge < degree(v); edge++) {
                int w = successor(v, edge);
                if (w == from) {
                    return path(from, v, parent);
                }
                if (parent[w] == RegisterKey.NONE && components.of(w) == components.of(from)) {
                    parent[w] = v;
                    queue.add(w);
                }
            }
        }
        throw new IllegalStateException("version " + from + " lies on a cycle that leads nowhere");
    }

    private static int[] path(int from, int end, int[] parent) {
        Growing reversed = new Growing(8);
        for (int v = end; v != from; v = parent[v]) {
            reversed.add(v);
        }
        reversed.add(from);
        int[] path = new int[reversed.size()];
        for (int i = 0; i < path.length; i++) {
            path[i] = reversed.get(path.length - 1 - i);
        }
        return path;
    }
}
