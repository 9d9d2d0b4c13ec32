/**
 * Transactions over several keys, judged by their isolation: {@link io.schism.workloads.txn.AppendWorkload} and
 * {@link io.schism.workloads.txn.WrWorkload}.
 */
@NullMarked
package io.schism.workloads.txn;

import org.jspecify.annotations.NullMarked;
