/** What can be counted in a history: {@link io.schism.results.figures.RunFigures}. */
@NullMarked
package io.schism.results.figures;

import org.jspecify.annotations.NullMarked;
