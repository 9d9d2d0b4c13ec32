/**
 * What every checker shares: {@link io.schism.checkers.Checker} judges a history within a {@link io.schism.checkers.Budget}
 * and answers with a {@link io.schism.checkers.CheckResult}, which carries a {@link io.schism.checkers.Verdict}.
 */
@NullMarked
package io.schism.checkers;

import org.jspecify.annotations.NullMarked;
