/** Orders in several local steps with compensations: {@link io.schism.workloads.saga.SagaWorkload}. */
@NullMarked
package io.schism.workloads.saga;

import org.jspecify.annotations.NullMarked;
