@NullMarked
package io.schism.results.timeline;

import org.jspecify.annotations.NullMarked;
