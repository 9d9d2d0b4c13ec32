package io.schism.checkers.txn;

import java.util.Arrays;

/**
 * Strongly connected components by Pearce's variant of Tarjan's algorithm (D. J. Pearce, "A space-efficient algorithm for finding strongly
 * connected components", IPL 116, 2016, algorithm PEA_FIND_SCC2), made iterative: one int for each vertex beside the stacks, linear time.
 */
final class Components {
    private final int[] component;
    private final int lowest;

    private Components(int[] component, int lowest) {
        this.component = component;
        this.lowest = lowest;
    }

    /** Bytes that {@link #of} needs for this many vertices. */
    static long bytes(int vertices) {
        return vertices * 12L;
    }

    static Components of(Digraph graph, Allowance allowance) {
        int vertices = graph.vertices();
        int[] index = new int[vertices];
        int[] path = new int[Math.min(vertices, 1024)];
        int[] edge = new int[path.length];
        boolean[] notRoot = new boolean[vertices];
        Growing pending = new Growing(64);
        int nextIndex = 1;
        int nextComponent = vertices + 1;
        for (int start = 0; start < vertices; start++) {
            if (index[start] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = start;
            edge[0] = 0;
            index[start] = nextIndex++;
            while (depth >= 0) {
                int v = path[depth];
                int degree = graph.degree(v);
                int e = edge[depth];
                boolean down = false;
                while (e < degree) {
                    int w = graph.successor(v, e++);
                    if (w == Digraph.HIDDEN) {
                        continue;
                    }
                    if (index[w] == 0) {
                        down = true;
                        edge[depth] = e;
                        if (++depth == path.length) {
                            path = Arrays.copyOf(path, depth * 2);
                            edge = Arrays.copyOf(edge, depth * 2);
                        }
                        path[depth] = w;
                        edge[depth] = 0;
                        index[w] = nextIndex++;
                        break;
                    }
                    if (index[w] < index[v]) {
                        index[v] = index[w];
                        notRoot[v] = true;
                    }
                }
                if (down) {
                    continue;
                }
                allowance.work(2 + degree);
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
        return new Components(index, nextComponent + 1);
    }

    /** The component of a vertex: components are numbered from 0, and an edge never leads to a smaller number. */
    int of(int vertex) {
        return component[vertex] - lowest;
    }

    /** How many vertices each component has. */
    int[] sizes() {
        int most = 0;
        for (int c : component) {
            most = Math.max(most, c);
        }
        int[] sizes = new int[component.length == 0 ? 0 : most - lowest + 1];
        for (int c : component) {
            sizes[c - lowest]++;
        }
        return sizes;
    }
}
