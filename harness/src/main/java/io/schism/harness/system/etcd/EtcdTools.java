package io.schism.harness.system.etcd;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What operators use beside a program of etcd.
 *
 * @param etcdctl its path, or its name when it is on PATH
 */
record EtcdTools(String etcdctl) {
    /** Those beside this program. */
    static EtcdTools beside(String program) {
        return new EtcdTools(
                program.contains("/")
                        ? Path.of(program).resolveSibling("etcdctl").toString()
                        : "etcdctl");
    }

    boolean isThere() {
        if (etcdctl.contains("/")) {
            return Files.isExecutable(Path.of(etcdctl));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, etcdctl)));
    }
}
