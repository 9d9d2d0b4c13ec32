@NullMarked
package io.schism.results.figures;

import org.jspecify.annotations.NullMarked;
