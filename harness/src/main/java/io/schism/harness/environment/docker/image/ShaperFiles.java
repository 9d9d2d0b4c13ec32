package io.schism.harness.environment.docker.image;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.shaper.Shaper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What the shaper is made of: its own classes, cut out of this program so that a change elsewhere makes no new image, the libraries it
 * calls the kernel through, and a small runtime. Stateless.
 */
final class ShaperFiles {
    /** Where the runtime stands in the image. */
    static final String RUNTIME = "/opt/runtime";
    /** The modules of the runtime. */
    static final String MODULES = "java.base,jdk.unsupported";

    private static final String JARS = "/opt/shaper";
    private static final String CLASSES = JARS + "/classes";
    private static final String FOLDER = Shaper.class.getPackageName().replace('.', '/') + "/";
    private static final Pattern LIBRARY = Pattern.compile("(jnr-ffi|jffi|asm|jnr-a64asm|jnr-x86asm)-\\w.*\\.jar");

    /** The command that runs it, for which ten packets a millisecond are a crowd. */
    static final String COMMAND = RUNTIME
            + "/bin/java -Xmx48m -Xss256k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp " + CLASSES
            + ":" + JARS + "/* " + Shaper.class.getName();

    private ShaperFiles() {}

    /** Its classes and the libraries, by their place in the image. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (Path jar : libraries()) {
                files.put(JARS + "/" + jar.getFileName(), Files.readAllBytes(jar));
            }
            Path origin = Path.of(Shaper.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(origin)) {
                fromFolder(origin, files);
            } else {
                fromJar(origin, files);
            }
        } catch (IOException | URISyntaxException e) {
            throw new EnvironmentException("cannot read what the shaper is made of: " + e.getMessage(), e);
        }
        return files;
    }

    private static List<Path> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .flatMap(Recipes::expanded)
                .filter(path -> LIBRARY.matcher(path.getFileName().toString()).matches())
                .sorted()
                .toList();
    }

    private static void fromFolder(Path origin, Map<String, byte[]> files) throws IOException {
        try (Stream<Path> found = Files.list(origin.resolve(FOLDER))) {
            for (Path file : (Iterable<Path>) found.sorted()::iterator) {
                files.put(CLASSES + "/" + FOLDER + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private static void fromJar(Path origin, Map<String, byte[]> files) throws IOException {
        try (JarFile jar = new JarFile(origin.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
                if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.put(CLASSES + "/" + entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }
}
