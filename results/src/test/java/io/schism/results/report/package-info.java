@NullMarked
package io.schism.results.report;

import org.jspecify.annotations.NullMarked;
