package io.schism.harness.disk;

import io.schism.nemesis.target.Damage.Part;
import java.util.List;

/**
 * Which of a node's files are which, as patterns of paths below its data directory, with their syntax: {@code glob:wal/*},
 * {@code regex:wal/.+}.
 *
 * @param log of what was decided
 * @param snapshots of the state; a later pattern counts where an earlier one finds nothing
 */
public record DataFiles(List<String> log, List<String> snapshots) {
    /** Nobody knows. */
    public static final DataFiles UNKNOWN = new DataFiles(List.of(), List.of());

    public DataFiles {
        log = List.copyOf(log);
        snapshots = List.copyOf(snapshots);
    }

    List<String> of(Part part) {
        return part == Part.WAL ? log : snapshots;
    }
}
