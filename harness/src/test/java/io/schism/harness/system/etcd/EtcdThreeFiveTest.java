package io.schism.harness.system.etcd;

import io.schism.harness.Needs;
import io.schism.harness.system.SystemContract;
import io.schism.harness.system.SystemUnderTest;
import java.util.Map;

/** Everything that etcd promises to the harness, of the newest 3.5 that was unpacked. */
class EtcdThreeFiveTest extends SystemContract {
    @Override
    protected SystemUnderTest system() {
        Needs.etcdVersion("3.5");
        return EtcdSystem.with("3.5", Map.of());
    }
}
