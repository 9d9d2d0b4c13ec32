/**
 * Nodes as containers: {@link io.schism.harness.environment.docker.DockerEnvironment}. Each node is a pod: a long-lived side container owns
 * network namespace, address, published port and NET_ADMIN, and the node's container, which has no privilege, joins it.
 */
@NullMarked
package io.schism.harness.environment.docker;

import org.jspecify.annotations.NullMarked;
