@NullMarked
package io.schism.results;

import org.jspecify.annotations.NullMarked;
