package io.schism.harness.system.etcd;

import java.nio.file.Path;

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
        return EtcdReleases.installed(etcdctl);
    }
}
