package io.schism.harness.disk.volume;

/** What a disk is asked to do, as far as a sick one cares. */
enum Deed {
    READ,
    OPEN_TO_WRITE,
    WRITE,
    SYNC,
    /** Of a directory or of what is known about a file. */
    CHANGE,
    /** A file, a directory or reserved space more. */
    CREATE;

    boolean changes() {
        return this != READ && this != SYNC;
    }

    boolean takesSpace() {
        return this == WRITE || this == CREATE;
    }
}
