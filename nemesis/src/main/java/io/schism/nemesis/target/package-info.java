/**
 * The ports a fault needs. Environments implement them; nothing here knows about processes, containers or proxies.
 */
@NullMarked
package io.schism.nemesis.target;

import org.jspecify.annotations.NullMarked;
