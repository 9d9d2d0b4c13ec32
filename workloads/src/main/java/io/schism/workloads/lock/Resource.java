package io.schism.workloads.lock;

/** What the lock is there for. */
interface Resource {
    /** Uses it; false when it refused the token. */
    boolean use(long token);
}
