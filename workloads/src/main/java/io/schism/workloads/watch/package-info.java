/** Writers, and watchers that resume: {@link io.schism.workloads.watch.WatchWorkload}. */
@NullMarked
package io.schism.workloads.watch;

import org.jspecify.annotations.NullMarked;
