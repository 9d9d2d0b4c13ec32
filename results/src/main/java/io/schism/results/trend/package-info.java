/** How many runs compare over time: {@link io.schism.results.trend.Trend} as JSON, {@link io.schism.results.trend.TrendPage} as a page. */
@NullMarked
package io.schism.results.trend;

import org.jspecify.annotations.NullMarked;
