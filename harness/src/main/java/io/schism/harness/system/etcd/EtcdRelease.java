package io.schism.harness.system.etcd;

import java.util.Objects;
import java.util.Optional;

/**
 * A program of etcd, on this machine or in an image.
 *
 * @param program its path, or its name when it is on PATH
 * @param version what it says it is
 * @param image the image that has it, when it is not this machine's
 */
record EtcdRelease(String program, EtcdVersion version, Optional<String> image) {
    EtcdRelease {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(version, "version");
    }

    /** Asks the program. */
    static EtcdRelease of(String program) {
        return new EtcdRelease(program, EtcdVersion.of(program), Optional.empty());
    }

    EtcdTools tools() {
        return EtcdTools.beside(program);
    }

    /** Whether its tools can be had; an image is believed to have them, as all that are published do, until an errand fails. */
    boolean hasTools() {
        return image.isPresent() || tools().isThere();
    }
}
