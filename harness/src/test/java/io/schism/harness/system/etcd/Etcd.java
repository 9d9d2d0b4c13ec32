package io.schism.harness.system.etcd;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.system.SystemUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The etcd on the PATH. */
final class Etcd {
    private Etcd() {}

    static SystemUnderTest orSkip() {
        try {
            return EtcdSystem.with("etcd", Map.of());
        } catch (EnvironmentException missing) {
            return Assumptions.abort("skipped: " + missing.getMessage());
        }
    }
}
