/**
 * What is tested: a {@link io.schism.harness.system.SystemUnderTest} knows how its nodes are launched, when they are ready, who leads and
 * how clients talk to it; {@link io.schism.harness.system.Members} is the way to its nodes for who changes something about them.
 */
@NullMarked
package io.schism.harness.system;

import org.jspecify.annotations.NullMarked;
