/**
 * Faults: a {@link io.schism.nemesis.Fault} is injected and returns its {@link io.schism.nemesis.Healing}, which also proves, as
 * {@link io.schism.nemesis.Proof}, that the fault really happened.
 */
@NullMarked
package io.schism.nemesis;

import org.jspecify.annotations.NullMarked;
