package io.schism.harness.environment.docker.image;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.ScratchFiles;
import io.schism.results.store.DirectoryTree;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The three images that Schism makes. Stateless. */
final class Recipes {
    /** Where the Raft node's runtime stands in its image. */
    static final String RUNTIME = "/opt/runtime";
    /** The command that runs the shaper in the side container. */
    static final String SHAPER = ShaperFiles.COMMAND;
    /** Where the jars of the Raft node stand in its image. */
    static final String JARS = "/opt/schism";

    private static final Pattern ETCD_VERSION = Pattern.compile("etcd Version: (\\S+)");
    private static final Pattern EXTENSION = Pattern.compile("libxt_(NFQUEUE|mark|standard)\\.so");
    private static final String MODULES = "java.se,jdk.unsupported,jdk.crypto.ec,jdk.management";

    private Recipes() {}

    /** The side container: a shell, what the network is shaped and looked at with, and the shaper on a runtime of its own. */
    static Recipe pod() {
        List<Path> programs = new ArrayList<>(List.of(
                Programs.need("bash", "bash"),
                Programs.need("sleep", "coreutils"),
                Programs.need("cat", "coreutils"),
                Programs.need("timeout", "coreutils"),
                Programs.need("dd", "coreutils"),
                Programs.need("base64", "coreutils"),
                Programs.need("du", "coreutils"),
                Programs.need("mv", "coreutils"),
                Programs.need("rm", "coreutils"),
                Programs.need("nft", "nftables"),
                Programs.need("ip", "iproute2"),
                Programs.need("tc", "iproute2"),
                Programs.need("ss", "iproute2")));
        // Only kernels whose nftables cannot queue need it; which that is shows in the pod.
        Programs.find("iptables-legacy").ifPresent(programs::add);
        Programs.find("iptables-legacy-restore").ifPresent(programs::add);
        List<Path> hashed = new ArrayList<>(programs);
        List<Path> extensions = filterExtensions();
        hashed.addAll(extensions);
        hashed.add(home().resolve("release"));
        Map<String, byte[]> shaper = ShaperFiles.all();
        return new Recipe("schism/pod", digest(hashed, shaper), "bash, nft, iptables, ip, tc, ss and a shaper", () -> {
            RootFilesystem files = withRuntime(new RootFilesystem(), ShaperFiles.RUNTIME, ShaperFiles.MODULES)
                    .folder("/data")
                    .folder("/run");
            programs.forEach(files::program);
            extensions.forEach(files::program);
            shaper.forEach((place, bytes) -> files.content(place, bytes));
            return files.programAt(programs.get(0), "/bin/sh");
        });
    }

    /** What iptables loads when it runs: the match for marks, the target for queues, and what jumps. */
    private static List<Path> filterExtensions() {
        Path libraries = Path.of("/usr/lib");
        try (Stream<Path> found = Files.find(
                libraries,
                3,
                (path, attributes) -> path.toString().contains("/xtables/")
                        && EXTENSION.matcher(path.getFileName().toString()).matches())) {
            return found.sorted().toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of(); // iptables then says in the pod what it misses
        }
    }

    /** etcd of this machine. */
    static Recipe etcd(Path binary) {
        Matcher version = ETCD_VERSION.matcher(Programs.output(binary.toString(), "--version"));
        if (!version.find()) {
            throw new EnvironmentException(binary + " --version does not answer as etcd does; name etcd's own binary");
        }
        List<Path> programs = new ArrayList<>(List.of(binary));
        Path beside = binary.resolveSibling("etcdctl");
        if (Files.isExecutable(beside)) {
            programs.add(beside);
        }
        return new Recipe(
                "schism/etcd", version.group(1) + "-" + digest(programs), binary + " " + version.group(1), () -> {
                    RootFilesystem files = new RootFilesystem().folder("/data");
                    programs.forEach(program -> files.programAt(program, "/usr/bin/" + program.getFileName()));
                    return files;
                });
    }

    /** The Raft node: a runtime cut out of this JDK, and this program's own jars. */
    static Recipe raft() {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .flatMap(Recipes::expanded)
                .sorted()
                .toList();
        List<Path> hashed = new ArrayList<>(classPath);
        hashed.add(home().resolve("release"));
        return new Recipe(
                "schism/raft",
                digest(hashed),
                "the Raft node on " + System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                () -> raftFiles(classPath));
    }

    private static RootFilesystem raftFiles(List<Path> classPath) {
        RootFilesystem files = withRuntime(new RootFilesystem().folder("/data"), RUNTIME, MODULES);
        for (Path entry : classPath) {
            if (Files.isDirectory(entry)) {
                files.tree(entry, JARS + "/" + classesFolder(entry));
            } else {
                files.file(entry, JARS + "/" + entry.getFileName());
            }
        }
        return files;
    }

    /** The same files with a runtime cut out of this JDK. */
    private static RootFilesystem withRuntime(RootFilesystem files, String place, String modules) {
        try {
            Path work = ScratchFiles.folder("image");
            Path runtime = work.resolve("runtime");
            Programs.output(
                    home().resolve("bin/jlink").toString(),
                    "--add-modules",
                    modules,
                    "--strip-debug",
                    "--no-header-files",
                    "--no-man-pages",
                    "--output",
                    runtime.toString());
            return files.tree(runtime, place).onceWritten(() -> delete(work));
        } catch (IOException e) {
            throw new EnvironmentException("cannot make room for a runtime in an image: " + e.getMessage(), e);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /** The class path inside the image, for what is the class path here. */
    static String classPathInImage() {
        List<String> places = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                places.add(JARS + "/" + classesFolder(path));
            } else if (entry.endsWith("*")) {
                places.add(JARS + "/*");
            } else {
                places.add(JARS + "/" + path.getFileName());
            }
        }
        return String.join(":", places.stream().distinct().toList());
    }

    private static String classesFolder(Path folder) {
        // Tests run from target/classes of several modules; each needs a place of its own.
        return "classes-" + Integer.toHexString(folder.toString().hashCode());
    }

    static Stream<Path> expanded(String entry) {
        if (!entry.endsWith("*")) {
            Path path = Path.of(entry);
            return Files.exists(path) ? Stream.of(path) : Stream.empty();
        }
        try (Stream<Path> jars = Files.list(Path.of(entry.substring(0, entry.length() - 1)))) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(List<Path> paths) {
        return digest(paths, Map.of());
    }

    private static String digest(List<Path> paths, Map<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path path : paths) {
                try (Stream<Path> files = Files.walk(path)) {
                    for (Path file :
                            (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(file));
                    }
                }
            }
            for (Map.Entry<String, byte[]> content : new TreeMap<>(contents).entrySet()) {
                digest.update(content.getKey().getBytes(StandardCharsets.UTF_8));
                digest.update(content.getValue());
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new EnvironmentException("cannot read what an image is made of: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try {
            DirectoryTree.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
