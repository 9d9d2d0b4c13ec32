package io.schism.harness.system.catalogue;

import io.schism.harness.system.Setting;
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
     * What {@code --set} can set about a system.
     *
     * @param name one of {@link #names()}
     * @throws IllegalArgumentException for an unknown name, in one line
     */
    public static List<Setting> settings(String name) {
        return switch (name) {
            case "raft" -> RaftSystem.SETTINGS;
            case "etcd" -> EtcdSystem.SETTINGS;
            default -> throw unknown(name);
        };
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "--system " + name + " is not known; it is one of " + String.join(", ", names()));
    }

    /**
     * A system by name.
     *
     * @param name one of {@link #names()}
     * @param settings what {@code --set} gave
     * @param etcdBinary the etcd program: a path, a name to be found on the PATH, or a version such as {@code 3.5} or {@code 3.5.28+} among
     *     those that were unpacked for Schism; only looked at for {@code etcd}
     * @throws IllegalArgumentException for an unknown name, key or value, in one line
     * @throws io.schism.harness.environment.EnvironmentException when the binary is missing
     */
    public static SystemUnderTest named(String name, Map<String, String> settings, String etcdBinary) {
        return switch (name) {
            case "raft" -> RaftSystem.with(settings);
            case "etcd" -> EtcdSystem.with(etcdBinary, settings);
            default -> throw unknown(name);
        };
    }
}
