package io.schism.harness.environment;

import io.schism.harness.disk.DataFiles;
import java.util.List;

/** Knows how the process of a node is started; asked again at every restart. Implemented by systems. Safe for several threads. */
@FunctionalInterface
public interface Launcher {
    /**
     * How the process of one node is started.
     *
     * @param site where the node lives
     * @param all where every node lives, this one included
     */
    Launch launch(Site site, List<Site> all);

    /** Which of the files in a node's data directory are which, for faults that damage them. */
    default DataFiles dataFiles() {
        return DataFiles.UNKNOWN;
    }
}
