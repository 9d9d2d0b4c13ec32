package io.schism.checkers.history;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations of one file, one after another. For one thread. */
interface OperationSource {
    /**
     * The next operation, or null after the last.
     *
     * @throws MalformedHistoryException when it cannot be read; the message names file, line and column
     */
    @Nullable Operation next() throws IOException;

    /** What was left out at the torn end of the file; complete once {@link #next} answered null. */
    Optional<String> dropped();
}
