/** How long a system did not serve, fault by fault: {@link io.schism.checkers.availability.Availability}. */
@NullMarked
package io.schism.checkers.availability;

import org.jspecify.annotations.NullMarked;
