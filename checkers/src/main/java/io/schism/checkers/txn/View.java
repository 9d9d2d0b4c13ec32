package io.schism.checkers.txn;

/**
 * What a rule leaves of a component. Each vertex is there twice: {@code 2 v} when it was reached by something else than an anti-dependency,
 * {@code 2 v + 1} when it was reached by one; so a cycle of this graph is a closed walk that keeps the rule all the way round. Behind
 * them is one vertex for each place in the rows of the order.
 *
 * @param part the component
 * @param data which of {@link EdgeBuffer#WW} and {@link EdgeBuffer#WR} may be used
 * @param rule where anti-dependencies may be used
 * @param ordered whether the component's order may be used
 */
record View(Subgraph part, int data, RwRule rule, boolean ordered) implements Digraph {
    @Override
    public int vertices() {
        return 2 * part.vertices + (ordered ? part.row.length : 0);
    }

    @Override
    public int degree(int vertex) {
        int doubled = 2 * part.vertices;
        if (vertex >= doubled) {
            return 2;
        }
        int v = vertex >> 1;
        return part.start[v + 1] - part.start[v] + (ordered && !part.hub(v) ? 1 : 0);
    }

    @Override
    public int successor(int vertex, int edge) {
        int doubled = 2 * part.vertices;
        if (vertex >= doubled) {
            int place = vertex - doubled;
            int transaction = part.row[place];
            if (edge == 0) {
                return 2 * transaction;
            }
            return place + 1 < part.rowEnd[transaction] ? vertex + 1 : HIDDEN;
        }
        int v = vertex >> 1;
        int slot = part.start[v] + edge;
        if (slot == part.start[v + 1]) {
            return part.follows[v] < part.rowEnd[v] ? doubled + part.follows[v] : HIDDEN;
        }
        return next(vertex, slot);
    }

    /** Where an edge of the component leads, or {@link #HIDDEN}. */
    int next(int vertex, int slot) {
        int kinds = part.kinds[slot];
        int target = 2 * part.target[slot];
        if ((kinds & EdgeBuffer.ON) != 0) {
            return target + (vertex & 1);
        }
        if ((kinds & data) != 0) {
            return target;
        }
        if (!antiDependency(kinds) || rule == RwRule.NEVER) {
            return HIDDEN;
        }
        if (rule == RwRule.ANY) {
            return target;
        }
        return (vertex & 1) == 0 ? target + 1 : HIDDEN;
    }

    /**
     * True for an edge that is an anti-dependency and nothing else. Where data also says so directly, the cycle is of a worse class and
     * is found there.
     */
    static boolean antiDependency(int kinds) {
        return (kinds & EdgeBuffer.RW) != 0 && (kinds & (EdgeBuffer.WW | EdgeBuffer.WR)) == 0;
    }
}
