@NullMarked
package io.schism.results.store;

import org.jspecify.annotations.NullMarked;
