/**
 * The system {@code etcd}: the binary of any version from 3.4 on. {@link io.schism.harness.system.etcd.EtcdSystem} starts its members and
 * talks to them through the gRPC stubs of jetcd, one attempt a call.
 */
@NullMarked
package io.schism.harness.system.etcd;

import org.jspecify.annotations.NullMarked;
