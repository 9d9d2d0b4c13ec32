/** Small stores that are correct by construction, or broken in one known way, and clients that record what they see of them. */
@NullMarked
package io.schism.checkers.simulated;

import org.jspecify.annotations.NullMarked;
