/**
 * jetcd 0.8.2 as its users have it: {@link io.schism.jetcd.JetcdStores} is what the harness loads, in a class loader that shares nothing with
 * it but {@code io.schism.workloads.client}.
 */
@NullMarked
package io.schism.jetcd;

import org.jspecify.annotations.NullMarked;
