/**
 * All checkers by name: {@link io.schism.checkers.catalog.CheckerCatalog} makes the one that a model or a workload is called by, as
 * {@link io.schism.checkers.catalog.CheckerOptions} say.
 */
@NullMarked
package io.schism.checkers.catalog;

import org.jspecify.annotations.NullMarked;
