/**
 * What runs beside a node, in the namespace of its network, where the kernel cannot delay, double, reorder or corrupt packets by itself:
 * {@link io.schism.harness.shaper.Shaper} takes packets from a queue of the kernel's packet filter and gives them back late, twice, out of
 * order or damaged. Depends on nothing of the project, so that its image is small.
 */
@NullMarked
package io.schism.harness.shaper;

import org.jspecify.annotations.NullMarked;
