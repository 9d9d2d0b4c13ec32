/**
 * Certificates for one run: {@link io.schism.harness.system.certificate.Authority} signs, an
 * {@link io.schism.harness.system.certificate.Identity} is what one party shows and keeps.
 */
@NullMarked
package io.schism.harness.system.certificate;

import org.jspecify.annotations.NullMarked;
