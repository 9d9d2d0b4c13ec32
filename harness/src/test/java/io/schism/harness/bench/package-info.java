@NullMarked
package io.schism.harness.bench;

import org.jspecify.annotations.NullMarked;
