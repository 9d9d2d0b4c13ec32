package io.schism.harness.system.etcd;

import io.schism.harness.environment.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of etcd.
 *
 * @param major 3
 * @param minor 4, 5, 6, …
 * @param text as the binary prints it
 */
record EtcdVersion(int major, int minor, String text) implements Comparable<EtcdVersion> {
    private static final Pattern NAMED = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)\\S*");
    private static final Comparator<EtcdVersion> ORDER = Comparator.comparingInt(EtcdVersion::major)
            .thenComparingInt(EtcdVersion::minor)
            .thenComparingInt(EtcdVersion::patch)
            .thenComparing(EtcdVersion::text);
    private static final Pattern PRINTED = Pattern.compile("etcd Version: ((\\d+)\\.(\\d+)\\S*)");

    /**
     * Asks the binary.
     *
     * @throws EnvironmentException when there is none or it is none of etcd
     */
    static EtcdVersion of(String binary) {
        String printed;
        try {
            Process process = new ProcessBuilder(binary, "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    binary + " cannot be run; install etcd (Debian: apt-get install etcd-server) or give --etcd-binary",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted while asking " + binary + " for its version", e);
        }
        return parse(binary, printed);
    }

    static EtcdVersion parse(String binary, String printed) {
        Matcher matcher = PRINTED.matcher(printed);
        if (!matcher.find()) {
            throw new EnvironmentException(binary + " --version does not say \"etcd Version: …\"; is it etcd?");
        }
        return new EtcdVersion(
                Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)), matcher.group(1));
    }

    boolean atLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    /** Reads {@code 3.5.16}; empty for anything else. */
    static Optional<EtcdVersion> named(String text) {
        Matcher matcher = NAMED.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new EtcdVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text))
                : Optional.empty();
    }

    /** Whether its minor version is the next after the other's. */
    boolean follows(EtcdVersion other) {
        return major == other.major && minor == other.minor + 1;
    }

    private int patch() {
        Matcher matcher = NAMED.matcher(text);
        return matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
    }

    @Override
    public int compareTo(EtcdVersion other) {
        return ORDER.compare(this, other);
    }
}
