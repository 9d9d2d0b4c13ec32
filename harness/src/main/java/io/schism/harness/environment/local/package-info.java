/**
 * Nodes as child processes on loopback: {@link io.schism.harness.environment.local.LocalEnvironment} needs a JDK and a shell, no root and no
 * containers. All traffic goes through {@link io.schism.harness.environment.local.proxy.LinkProxy}; a guard process ends the nodes when the
 * harness dies.
 */
@NullMarked
package io.schism.harness.environment.local;

import org.jspecify.annotations.NullMarked;
