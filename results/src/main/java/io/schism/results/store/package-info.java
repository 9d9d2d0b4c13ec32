/**
 * Keeps runs on disk: {@link io.schism.results.store.RunStore} is a directory of runs, {@link io.schism.results.store.RunDirectory} is
 * one run in it, {@link io.schism.results.store.FaultLog} records faults as they happen.
 */
@NullMarked
package io.schism.results.store;

import org.jspecify.annotations.NullMarked;
