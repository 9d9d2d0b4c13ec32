package io.schism.nemesis.process;

import io.schism.nemesis.family.FaultFamily;
import java.util.List;

/** The families of process faults. */
public final class ProcessFaults {
    private ProcessFaults() {}

    /** In the order in which they are shown. */
    public static List<FaultFamily> families() {
        return List.of(
                KillProcess.family(),
                TerminateProcess.family(),
                PauseProcess.family(),
                FreezeProcess.family(),
                RestartProcess.family(),
                SlowProcessor.family(),
                ExhaustMemory.family(),
                WipeNode.family());
    }
}
