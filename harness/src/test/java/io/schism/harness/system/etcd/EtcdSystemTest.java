package io.schism.harness.system.etcd;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.system.SystemContract;
import io.schism.harness.system.SystemUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

class EtcdSystemTest extends SystemContract {
    @BeforeAll
    static void findBinary() {
        try {
            EtcdVersion.of("etcd");
        } catch (EnvironmentException missing) {
            Assumptions.abort("skipped: " + missing.getMessage());
        }
    }

    @Override
    protected SystemUnderTest system() {
        return EtcdSystem.with("etcd", Map.of());
    }
}
