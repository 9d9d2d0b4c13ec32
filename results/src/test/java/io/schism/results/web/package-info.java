@NullMarked
package io.schism.results.web;

import org.jspecify.annotations.NullMarked;
