/** Browses runs on loopback: {@link io.schism.results.web.RunServer}. */
@NullMarked
package io.schism.results.web;

import org.jspecify.annotations.NullMarked;
