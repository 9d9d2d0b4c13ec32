package io.schism.harness.system.etcd;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.system.SystemUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The etcd on the PATH. */
final class Etcd {
    private Etcd() {}

    static SystemUnderTest orSkip() {
        return orSkip(Map.of());
    }

    static SystemUnderTest orSkip(Map<String, String> settings) {
        try {
            return EtcdSystem.with("etcd", settings);
        } catch (EnvironmentException missing) {
            return Assumptions.abort("skipped: " + missing.getMessage());
        }
    }
}
