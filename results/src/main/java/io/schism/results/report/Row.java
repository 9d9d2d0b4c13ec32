package io.schism.results.report;

/**
 * A line of a table with two columns.
 *
 * @param name the left one
 * @param value the right one
 */
record Row(String name, String value) {}
