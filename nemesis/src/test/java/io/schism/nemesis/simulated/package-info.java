/** A cluster in memory whose ports have the semantics of real ones: what the faults of this module are tested on. */
@NullMarked
package io.schism.nemesis.simulated;

import org.jspecify.annotations.NullMarked;
