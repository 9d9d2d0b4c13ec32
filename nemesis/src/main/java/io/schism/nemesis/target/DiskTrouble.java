package io.schism.nemesis.target;

import java.time.Duration;

/** What may be wrong with the disk of a running node for a time. */
public sealed interface DiskTrouble {
    /** The name by which it is refused or reported: {@code full}, {@code slow-fsync}, … */
    String kind();

    /** No space is left, on storage that copies on write: every write needs a new block and fails. */
    record Full() implements DiskTrouble {
        @Override
        public String kind() {
            return "full";
        }
    }

    /** Every fsync takes so much longer. */
    record SlowSync(Duration delay) implements DiskTrouble {
        @Override
        public String kind() {
            return "slow-fsync";
        }
    }

    /** Reads of what is not cached, and all writes, wait until it is over. */
    record Hung() implements DiskTrouble {
        @Override
        public String kind() {
            return "hung";
        }
    }

    /** No more than so many writes a second: the leader that stays leader at 1.3 s a write. */
    record Throttled(int writesPerSecond) implements DiskTrouble {
        @Override
        public String kind() {
            return "throttled";
        }
    }

    /** Writes fail. */
    record ReadOnly() implements DiskTrouble {
        @Override
        public String kind() {
            return "read-only";
        }
    }
}
