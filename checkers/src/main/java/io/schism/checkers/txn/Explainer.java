package io.schism.checkers.txn;

/** Says why one transaction came before another. */
interface Explainer {
    /** A clause that follows "because": how it is known that the first came before the second. */
    String because(Step step, String from, String to);

    /** What it is about, for a drawing: {@code key 5}, or nothing. */
    String about(Step step);

    /** Transactions without which that could not be known: those that show the order of versions. */
    int[] witnesses(Step step);
}
