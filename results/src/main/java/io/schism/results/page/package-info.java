/**
 * Self-contained pages: {@link io.schism.results.page.Page} puts a template, its styles, scripts and data into one HTML file that
 * opens offline and runs nothing but its own scripts.
 */
@NullMarked
package io.schism.results.page;

import org.jspecify.annotations.NullMarked;
