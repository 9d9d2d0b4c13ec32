/**
 * What the nodes of a system say of themselves, beside what clients see: {@link io.schism.checkers.replica.Observation} is one answer,
 * {@link io.schism.checkers.replica.ReplicaConsistency} judges them, {@link io.schism.checkers.replica.ObservationLog} keeps them.
 */
@NullMarked
package io.schism.checkers.replica;

import org.jspecify.annotations.NullMarked;
