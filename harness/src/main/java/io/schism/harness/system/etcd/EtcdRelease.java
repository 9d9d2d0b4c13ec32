package io.schism.harness.system.etcd;

import java.util.Objects;

/**
 * A program of etcd on this machine.
 *
 * @param program its path, or its name when it is on PATH
 * @param version what it says it is
 */
record EtcdRelease(String program, EtcdVersion version) {
    EtcdRelease {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(version, "version");
    }

    /** Asks the program. */
    static EtcdRelease of(String program) {
        return new EtcdRelease(program, EtcdVersion.of(program));
    }

    EtcdTools tools() {
        return EtcdTools.beside(program);
    }
}
