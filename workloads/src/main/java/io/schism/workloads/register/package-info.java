/** Registers that are read, written and compared-and-set: {@link io.schism.workloads.register.RegisterWorkload}. */
@NullMarked
package io.schism.workloads.register;

import org.jspecify.annotations.NullMarked;
