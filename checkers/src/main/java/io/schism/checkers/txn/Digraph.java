package io.schism.checkers.txn;

/** A directed graph that need not exist in memory. */
interface Digraph {
    /** Answer of {@link #successor} for an edge that is not part of this view of the graph. */
    int HIDDEN = -1;

    int vertices();

    /** How many edges leave the vertex, hidden ones included. */
    int degree(int vertex);

    /** Where the edge leads, or {@link #HIDDEN}. */
    int successor(int vertex, int edge);
}
