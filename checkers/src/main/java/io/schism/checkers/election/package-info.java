/**
 * Elections: {@link io.schism.checkers.election.Election} asks for at most one leader a term, and terms that never go back.
 */
@NullMarked
package io.schism.checkers.election;

import org.jspecify.annotations.NullMarked;
