/** All workloads by name: {@link io.schism.workloads.catalog.Workloads}. */
@NullMarked
package io.schism.workloads.catalog;

import org.jspecify.annotations.NullMarked;
