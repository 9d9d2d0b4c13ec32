/** Generators of identifiers: {@link io.schism.checkers.ids.UniqueIds} looks for one that was handed out twice. */
@NullMarked
package io.schism.checkers.ids;

import org.jspecify.annotations.NullMarked;
