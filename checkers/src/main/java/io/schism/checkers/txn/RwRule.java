package io.schism.checkers.txn;

/** Where a cycle may use anti-dependencies. */
enum RwRule {
    /** Nowhere. */
    NEVER,
    /** Not two in a row: what snapshot isolation must not let happen (Cerone and Gotsman, PODC 2016, theorem 4.1). */
    APART,
    /** Anywhere. */
    ANY
}
