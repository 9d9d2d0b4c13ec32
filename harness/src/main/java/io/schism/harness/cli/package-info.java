/**
 * The command line: {@link io.schism.harness.cli.Main} starts one command class for each subcommand. The only package that prints, and
 * {@code Main} the only class that exits.
 */
@NullMarked
package io.schism.harness.cli;

import org.jspecify.annotations.NullMarked;
