/**
 * Which faults there are: {@link io.schism.nemesis.catalogue.FaultCatalogue} lists the families, asks for all refusals before a run, and
 * turns {@code --faults} into what a schedule may choose from.
 */
@NullMarked
package io.schism.nemesis.catalogue;

import org.jspecify.annotations.NullMarked;
