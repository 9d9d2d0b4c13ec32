package io.schism.nemesis.cluster;

import io.schism.nemesis.family.FaultFamily;
import java.util.List;

/** The families of cluster faults. */
public final class ClusterFaults {
    private ClusterFaults() {}

    /** In the order in which they are shown. */
    public static List<FaultFamily> families() {
        return List.of(
                new FaultFamily("membership", List.of(GrowCluster.variant(), ShrinkCluster.variant())),
                TransferLeadership.family(),
                Maintenance.family(),
                new FaultFamily("upgrade", List.of(RollingUpgrade.variant(), MixedVersions.variant())),
                RestoreSnapshot.family());
    }
}
