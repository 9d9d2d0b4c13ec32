/** Tests of the isolation checkers. */
@NullMarked
package io.schism.checkers.txn;

import org.jspecify.annotations.NullMarked;
