package io.schism.harness.system.catalogue;

import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.etcd.EtcdSystem;
import io.schism.harness.system.raft.RaftSystem;
import java.util.List;
import java.util.Map;

/** The systems that can be tested, by name. */
public final class Systems {
    private Systems() {}

    /** The names, the default first. */
    public static List<String> names() {
        return List.of("raft", "etcd");
    }

    /**
     * A system by name.
     *
     * @param name one of {@link #names()}
     * @param settings what {@code --set} gave
     * @param etcdBinary path of the etcd program, or its name when it is on PATH; only looked at for {@code etcd}
     * @throws IllegalArgumentException for an unknown name, key or value, in one line
     * @throws io.schism.harness.environment.EnvironmentException when the binary is missing
     */
    public static SystemUnderTest named(String name, Map<String, String> settings, String etcdBinary) {
        return switch (name) {
            case "raft" -> RaftSystem.with(settings);
            case "etcd" -> EtcdSystem.with(etcdBinary, settings);
            default ->
                throw new IllegalArgumentException(
                        "--system " + name + " is not known; it is one of " + String.join(", ", names()));
        };
    }
}
