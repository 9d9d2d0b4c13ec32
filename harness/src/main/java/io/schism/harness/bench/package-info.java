/** How fast systems are, with the harness and without it: {@link io.schism.harness.bench.SystemBenchmark}. */
@NullMarked
package io.schism.harness.bench;

import org.jspecify.annotations.NullMarked;
