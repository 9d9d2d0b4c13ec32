/**
 * Watches: {@link io.schism.checkers.watch.Watch} asks for the guarantees that etcd states for its watch API, one small rule class each.
 */
@NullMarked
package io.schism.checkers.watch;

import org.jspecify.annotations.NullMarked;
