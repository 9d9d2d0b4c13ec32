/** Accounts: {@link io.schism.checkers.bank.Bank} asks that transfers keep the total and no balance goes below zero. */
@NullMarked
package io.schism.checkers.bank;

import org.jspecify.annotations.NullMarked;
