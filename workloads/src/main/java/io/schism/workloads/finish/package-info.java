/** What is done when everything is healed and nobody writes any more: {@link io.schism.workloads.finish.FinalReads}. */
@NullMarked
package io.schism.workloads.finish;

import org.jspecify.annotations.NullMarked;
