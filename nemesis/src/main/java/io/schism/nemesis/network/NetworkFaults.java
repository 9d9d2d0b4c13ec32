package io.schism.nemesis.network;

import io.schism.nemesis.family.FaultFamily;
import java.util.List;

/** The families of network faults. */
public final class NetworkFaults {
    private NetworkFaults() {}

    /** In the order in which they are shown. */
    public static List<FaultFamily> families() {
        return List.of(Partition.family(), FlappingLinks.family(), PacketFault.family(), ResetConnections.family());
    }
}
