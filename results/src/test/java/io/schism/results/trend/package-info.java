@NullMarked
package io.schism.results.trend;

import org.jspecify.annotations.NullMarked;
