/** Orders in several steps: {@link io.schism.checkers.saga.Saga} asks that each is whole or wholly undone once it is settled. */
@NullMarked
package io.schism.checkers.saga;

import org.jspecify.annotations.NullMarked;
