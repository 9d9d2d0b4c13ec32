/**
 * The ledger of known bugs in released software: {@link io.schism.harness.bugs.BugLedger} lists them, each with the run that convicts it
 * and the healthy twin that must pass.
 */
@NullMarked
package io.schism.harness.bugs;

import org.jspecify.annotations.NullMarked;
