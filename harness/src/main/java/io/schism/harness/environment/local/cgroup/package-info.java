/**
 * Control groups of the kernel around the processes of this machine's nodes, of the first version or the second, wherever it lends them:
 * {@link io.schism.harness.environment.local.cgroup.ControlGroups} are those of one run,
 * {@link io.schism.harness.environment.local.cgroup.LeftGroups} those that killed runs left.
 */
@NullMarked
package io.schism.harness.environment.local.cgroup;

import org.jspecify.annotations.NullMarked;
