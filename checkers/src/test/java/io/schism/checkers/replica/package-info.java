@NullMarked
package io.schism.checkers.replica;

import org.jspecify.annotations.NullMarked;
