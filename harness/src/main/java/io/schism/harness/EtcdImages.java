package io.schism.harness;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.docker.Engine;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.harness.system.etcd.EtcdReleases;
import io.schism.harness.system.etcd.EtcdSystem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Containers of etcd that are not made of this machine's program: of an image that was named, or of one that is published. Stateless. */
final class EtcdImages {
    /** Taken where there is neither a program nor an image; the newest release that Schism was tested with. */
    static final String PUBLISHED = "quay.io/coreos/etcd:v3.5.30";

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final String BY_NAME = "etcd";

    private EtcdImages() {}

    /**
     * The configuration with the image it leaves open, where there is no program to build one of.
     *
     * @param narrator told when an image is pulled
     * @throws EnvironmentException when the published one is not to be had
     */
    static RunConfiguration settled(RunConfiguration configuration, Consumer<String> narrator) {
        return settled(configuration, EtcdReleases::installed, reference -> {
            narrator.accept("no etcd on this machine; using image " + reference);
            return Engine.connect().lacking(reference, ANSWER);
        });
    }

    /**
     * The same over a machine and a registry.
     *
     * @param installed whether a program is there
     * @param lacking why an image is not to be had, or empty
     */
    static RunConfiguration settled(
            RunConfiguration configuration, Predicate<String> installed, Function<String, Optional<String>> lacking) {
        if (!inContainers(configuration)) {
            return configuration;
        }
        boolean byName = configuration.etcdBinary().equals(BY_NAME);
        if (configuration.image().isPresent()) {
            if (!byName) {
                throw new IllegalArgumentException(
                        "--image (" + configuration.image().get() + ") has an etcd of its own; leave --etcd-binary ("
                                + configuration.etcdBinary() + ") out");
            }
            return configuration;
        }
        if (!byName || installed.test(BY_NAME)) {
            return configuration; // a program that was asked for and is missing is told by the system
        }
        lacking.apply(PUBLISHED).ifPresent(why -> {
            throw new EnvironmentException("there is no etcd on this machine and its published image " + PUBLISHED
                    + " is not to be had (" + why
                    + "); install etcd (Debian: apt-get install etcd-server) or name an image of it with --image");
        });
        return configuration.withImage(PUBLISHED);
    }

    /**
     * The system of a run: the version of etcd is asked of what will run, a program of this machine or an image.
     *
     * @throws IllegalArgumentException for an unknown name, key or value, in one line
     * @throws EnvironmentException when the program or the image is missing
     */
    static SystemUnderTest system(RunConfiguration settled) {
        Optional<String> image = settled.image();
        if (image.isEmpty() || !inContainers(settled)) {
            return Systems.named(settled.system(), settled.settings(), settled.etcdBinary());
        }
        return EtcdSystem.ofImage(
                image.get(),
                command -> {
                    Engine engine = Engine.connect();
                    engine.requireImage(image.get());
                    return engine.ask(image.get(), command);
                },
                settled.settings());
    }

    private static boolean inContainers(RunConfiguration configuration) {
        return configuration.system().equals("etcd")
                && configuration.environment().equals("docker");
    }
}
