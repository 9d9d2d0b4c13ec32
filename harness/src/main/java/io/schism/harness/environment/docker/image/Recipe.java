package io.schism.harness.environment.docker.image;

import java.util.function.Supplier;

/**
 * How an image is made.
 *
 * @param repository {@code schism/etcd}, {@code schism/raft}, {@code schism/pod}
 * @param tag changes whenever the content would
 * @param contents where its content comes from, for people
 * @param filesystem collects the files; called only when no image of that tag is there
 */
record Recipe(String repository, String tag, String contents, Supplier<RootFilesystem> filesystem) {
    String reference() {
        return repository + ":" + tag;
    }
}
