/** The systems that can be tested, by name: {@link io.schism.harness.system.catalogue.Systems}. */
@NullMarked
package io.schism.harness.system.catalogue;

import org.jspecify.annotations.NullMarked;
