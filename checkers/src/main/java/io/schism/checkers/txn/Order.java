package io.schism.checkers.txn;

/** An order of the transactions beside their data: what else may make a cycle. */
enum Order {
    /** Data alone. */
    NONE(""),
    /** Each process ran its transactions one after another. */
    PROCESS("-process"),
    /** A transaction that completed before another was invoked came first. */
    REALTIME("-realtime");

    private final String suffix;

    Order(String suffix) {
        this.suffix = suffix;
    }

    /** What the name of an anomaly ends in when its cycle needs this order. */
    String suffix() {
        return suffix;
    }
}
