package io.schism.harness;

import java.util.Objects;

/** What is running, for the record. Stateless. */
public final class Version {
    private static final String UNBUILT = "development";

    private Version() {}

    /** Version of Schism. */
    public static String ofSchism() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), UNBUILT);
    }

    /** Operating system, processor and Java of this machine, and its size. */
    static String ofMachine() {
        Runtime runtime = Runtime.getRuntime();
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", " + runtime.availableProcessors() + " processors, Java "
                + System.getProperty("java.version");
    }
}
