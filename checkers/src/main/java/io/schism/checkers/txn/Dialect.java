package io.schism.checkers.txn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one kind of transaction means: lists that grow, or registers that are overwritten. Sees each transaction once, as it completes. */
interface Dialect {
    /** The word for a write: {@code append} or {@code w}. */
    String writeWord();

    /** Takes note of a read by a committed transaction and answers the code under which it is kept. */
    long read(int transaction, int key, @Nullable Object value);

    /**
     * Called when all micro-operations of a committed transaction have been seen.
     *
     * @param keys number of the key of each of its micro-operations
     */
    void committed(int transaction, List<?> microOperations, int[] keys);
}
