/**
 * Isolation of transactions: {@link io.schism.checkers.txn.ListAppend} and {@link io.schism.checkers.txn.RwRegister} infer which transaction
 * must have come before which, look for cycles, and name what they find in the vocabulary of Adya (1999) and Elle.
 */
@NullMarked
package io.schism.checkers.txn;

import org.jspecify.annotations.NullMarked;
