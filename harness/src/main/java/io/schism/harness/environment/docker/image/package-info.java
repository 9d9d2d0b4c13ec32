/**
 * Images made of what this machine has installed, so that no registry is needed:
 * {@link io.schism.harness.environment.docker.image.LocalImages}.
 */
@NullMarked
package io.schism.harness.environment.docker.image;

import org.jspecify.annotations.NullMarked;
