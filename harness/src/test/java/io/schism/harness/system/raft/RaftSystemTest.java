package io.schism.harness.system.raft;

import io.schism.harness.system.SystemContract;
import io.schism.harness.system.SystemUnderTest;
import java.util.Map;

class RaftSystemTest extends SystemContract {
    @Override
    protected SystemUnderTest system() {
        return RaftSystem.with(Map.of());
    }
}
