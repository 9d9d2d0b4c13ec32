package io.schism.harness.system.etcd;

import io.schism.harness.environment.EnvironmentException;
import io.schism.workloads.client.Stores;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * jetcd 0.8.2, which repeats writes that may have been executed, with the libraries of its day: loaded apart, so that neither sees the
 * other's gRPC, Netty or protobuf. Only the ports of {@code io.schism.workloads.client} are shared.
 */
final class ReleasedJetcd {
    private static final String ENTRY = "io.schism.jetcd.JetcdStores";
    private static final String SHARED = "io.schism.workloads.client.";

    private ReleasedJetcd() {}

    /**
     * Clients that know all members.
     *
     * @param deadline how long a caller waits
     * @param retries as released, or one attempt a call
     * @throws EnvironmentException when it was not built
     */
    static Stores stores(List<InetSocketAddress> members, Duration deadline, boolean retries) {
        List<String> endpoints = members.stream()
                .map(member -> "http://" + member.getHostString() + ":" + member.getPort())
                .toList();
        try {
            return loader().loadClass(ENTRY)
                    .asSubclass(Stores.class)
                    .getConstructor(List.class, Duration.class, boolean.class)
                    .newInstance(endpoints, deadline, retries);
        } catch (ReflectiveOperationException e) {
            throw new EnvironmentException("jetcd 0.8.2 cannot be loaded (" + e + "); run mvn -Dquick package", e);
        }
    }

    /** A loader of its classes, whose only others are the platform's and the shared ports. */
    static ClassLoader loader() {
        // Vert.x would unpack files into a folder in /tmp, which a killed run leaves behind; it serves none here.
        System.setProperty("vertx.disableFileCPResolving", "true");
        System.setProperty("vertx.disableFileCaching", "true");
        return new URLClassLoader("jetcd-0.8.2", jars().toArray(new URL[0]), new Ports());
    }

    private static List<URL> jars() {
        Path built = built();
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(built.resolve("lib"), "*.jar")) {
            jars.add(built.resolve("classes").toUri().toURL());
            for (Path file : files) {
                jars.add(file.toUri().toURL());
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "jetcd 0.8.2 is not in " + built + "; run mvn -Dquick package in the project's folder", e);
        }
        return jars;
    }

    /** Its module lies beside the harness' own folder of what was built, which has {@code harness.jar} and {@code classes}. */
    private static Path built() {
        try {
            Path own = Path.of(ReleasedJetcd.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolve("../../jetcd/target").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes come from a file or a folder", e);
        }
    }

    /** The platform's classes and the ports, nothing else of the harness. */
    private static final class Ports extends ClassLoader {
        Ports() {
            super("ports", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(SHARED)) {
                return Class.forName(name, false, ReleasedJetcd.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
