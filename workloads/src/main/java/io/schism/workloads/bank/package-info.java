/** Accounts between which money is moved: {@link io.schism.workloads.bank.BankWorkload} and {@link io.schism.workloads.bank.NaiveBankWorkload}. */
@NullMarked
package io.schism.workloads.bank;

import org.jspecify.annotations.NullMarked;
