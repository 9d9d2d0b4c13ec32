package io.schism.harness.system.etcd;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.process.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The releases of etcd that were unpacked for Schism, each as {@code VERSION/etcd} with its {@code etcdctl} beside it. Immutable; looks at
 * the folder each time.
 */
public final class EtcdReleases {
    private static final String FOLDER_VARIABLE = "SCHISM_ETCD_DIR";

    private final Path folder;

    EtcdReleases(Path folder) {
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /** Those in {@code $SCHISM_ETCD_DIR}, or else in {@code ~/.cache/schism/etcd}. */
    public static EtcdReleases ofThisMachine() {
        return new EtcdReleases(folder(System.getenv()));
    }

    static Path folder(Map<String, String> environment) {
        String given = environment.getOrDefault(FOLDER_VARIABLE, "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(cache);
        return base.resolve("schism").resolve("etcd");
    }

    /** Whether a program is on this machine: at its path, or by its name on the PATH. */
    public static boolean installed(String program) {
        if (program.contains("/")) {
            return Files.isExecutable(Path.of(program));
        }
        return SearchPath.find(program).isPresent();
    }

    /** Where they are looked for. */
    public Path folder() {
        return folder;
    }

    /** The versions there, oldest first. */
    public List<String> versions() {
        return all().stream().map(EtcdVersion::text).toList();
    }

    /**
     * The program that is meant: for a version such as {@code 3.5} or {@code 3.5.16} the newest of it in the folder, for {@code 3.5.28+} the newest
     * 3.5 that is not older than that; a path or a name as it is.
     *
     * @throws EnvironmentException when there is none of that version
     */
    public String program(String asked) {
        if (asked.matches("\\d+\\.\\d+\\.\\d+\\+")) {
            return atLeast(asked.substring(0, asked.length() - 1));
        }
        if (!asked.matches("\\d+\\.\\d+(\\.\\d+)?")) {
            return asked;
        }
        return newest(all().stream()
                        .filter(version ->
                                version.text().equals(asked) || version.text().startsWith(asked + ".")))
                .orElseThrow(() -> missing(asked, asked, "trixie"));
    }

    private String atLeast(String oldest) {
        EtcdVersion least = EtcdVersion.named(oldest).orElseThrow();
        return newest(all().stream()
                        .filter(version -> version.major() == least.major()
                                && version.minor() == least.minor()
                                && version.compareTo(least) >= 0))
                .orElseThrow(() -> missing(
                        least.major() + "." + least.minor() + " that is " + oldest + " or newer", oldest, "sid"));
    }

    private EnvironmentException missing(String what, String name, String suite) {
        return new EnvironmentException("there is no etcd " + what + " in " + folder + ", which has "
                + (versions().isEmpty() ? "none" : String.join(", ", versions()))
                + "; unpack one as " + name + "/etcd there (Debian: .ci/fetch-etcd " + suite + ") or give a path");
    }

    /** The newest release of the next minor version, the farthest that etcd is upgraded to at a time; else a newer one of the same. */
    Optional<String> upgradeOf(EtcdVersion old) {
        List<EtcdVersion> newer =
                all().stream().filter(version -> version.compareTo(old) > 0).toList();
        return newest(newer.stream().filter(version -> version.follows(old)))
                .or(() -> newest(newer.stream()
                        .filter(version -> version.major() == old.major() && version.minor() == old.minor())));
    }

    private Optional<String> newest(Stream<EtcdVersion> some) {
        return some.max(Comparator.naturalOrder())
                .map(version -> folder.resolve(version.text()).resolve("etcd").toString());
    }

    private List<EtcdVersion> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isExecutable(entry.resolve("etcd")))
                    .flatMap(entry -> EtcdVersion.named(String.valueOf(entry.getFileName())).stream())
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new EnvironmentException("cannot read " + folder + " (" + e + "); make it readable", e);
        }
    }
}
