package io.schism.checkers.txn;

/**
 * Strongly connected components of a graph. Numbered from 0 such that an edge never leads to a smaller number, which makes the numbers a
 * topological order. Immutable.
 */
final class Components {
    private final int[] component;
    private final int lowest;

    Components(int[] component, int lowest) {
        this.component = component;
        this.lowest = lowest;
    }

    static Components of(Digraph graph, Allowance allowance) {
        return new ComponentSearch(graph, allowance).run();
    }

    /** Bytes that {@link #of} needs for this many vertices. */
    static long bytes(int vertices) {
        return vertices * 13L;
    }

    /** The component of a vertex. */
    int of(int vertex) {
        return component[vertex] - lowest;
    }

    /** How many vertices each component has. */
    int[] sizes() {
        int most = lowest - 1;
        for (int c : component) {
            most = Math.max(most, c);
        }
        int[] sizes = new int[most - lowest + 1];
        for (int c : component) {
            sizes[c - lowest]++;
        }
        return sizes;
    }
}
