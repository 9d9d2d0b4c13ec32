@NullMarked
package io.schism.harness.replica;

import org.jspecify.annotations.NullMarked;
