package io.schism.harness.disk.volume;

/** What a disk is asked to do, as far as a sick one cares. */
enum Deed {
    READ,
    OPEN_TO_WRITE,
    /** Over bytes that were written before. */
    WRITE,
    /** Where nothing was written before, space that was only reserved included. */
    WRITE_NEW_BLOCK,
    SYNC,
    /** Of a directory or of what is known about a file. */
    CHANGE,
    /** A file or directory more. */
    CREATE;

    boolean writes() {
        return this == WRITE || this == WRITE_NEW_BLOCK;
    }

    boolean changes() {
        return this != READ && this != SYNC;
    }

    boolean takesSpace() {
        return this == WRITE_NEW_BLOCK || this == CREATE;
    }
}
