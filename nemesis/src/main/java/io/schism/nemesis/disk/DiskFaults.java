package io.schism.nemesis.disk;

import io.schism.nemesis.family.FaultFamily;
import java.util.List;

/** The families of disk faults. */
public final class DiskFaults {
    private DiskFaults() {}

    /** In the order in which they are shown. */
    public static List<FaultFamily> families() {
        return List.of(SickDisk.family(), DamagedFiles.family(), PowerFailure.family());
    }
}
