/**
 * Sequential specifications: what a single, correct copy of the system would answer. {@link io.schism.checkers.model.Model} is one of them,
 * {@link io.schism.checkers.model.Models} names those that ship with Schism; a model of one's own needs {@link
 * io.schism.checkers.model.Model} and {@link io.schism.checkers.model.Action} alone.
 */
@NullMarked
package io.schism.checkers.model;

import org.jspecify.annotations.NullMarked;
