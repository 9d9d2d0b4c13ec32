package io.schism.harness.environment.docker;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an engine cannot give because of where and how it runs; each is a reason with its mend, or empty where it can.
 *
 * @param clients why clients cannot reach the nodes
 * @param mounts why nodes cannot use what is mounted on this machine
 * @param control why containers can be neither frozen nor held back
 */
public record EngineLimits(Optional<String> clients, Optional<String> mounts, Optional<String> control) {
    public EngineLimits {
        Objects.requireNonNull(clients, "clients");
        Objects.requireNonNull(mounts, "mounts");
        Objects.requireNonNull(control, "control");
    }

    /**
     * What follows from what an engine says of itself.
     *
     * @param host where it is spoken to
     * @param security its security options, such as {@code name=rootless}
     * @param cgroupDriver how it controls resources; {@code none} for not at all
     */
    static EngineLimits of(URI host, List<String> security, String cgroupDriver) {
        boolean elsewhere = elsewhere(host);
        Optional<String> users = security.stream()
                .filter(option -> option.contains("rootless") || option.contains("userns"))
                .findFirst();
        return new EngineLimits(
                elsewhere ? Optional.of(unreachable(host)) : Optional.empty(),
                elsewhere
                        ? Optional.of(
                                "the container engine at " + host
                                        + " runs on another machine, which sees no disk that is mounted here; use one of this machine")
                        : users.map(
                                option -> "the users of the container engine (" + option
                                        + ") are not those of this machine and may not look into its mounts; use one that runs as root"),
                cgroupDriver.equals("none")
                        ? Optional.of(
                                "the container engine has no control groups (rootless on cgroup v1), so it can neither"
                                        + " freeze a container nor hold its processor or memory back; use cgroup v2 with systemd, or one that"
                                        + " runs as root")
                        : Optional.empty());
    }

    /** What an address alone says, before anybody has spoken to it: why its engine cannot be used, or empty when it may be. */
    static Optional<String> ofHost(String address) {
        try {
            URI host = new URI(address);
            boolean shell = "ssh".equals(host.getScheme());
            return shell || elsewhere(host) ? Optional.of(unreachable(host)) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.of(
                    "DOCKER_HOST (" + address + ") is no address; write unix:///PATH or tcp://127.0.0.1:PORT");
        }
    }

    /** Why the nodes of an engine of another machine cannot be talked to. */
    static String unreachable(URI host) {
        return "the container engine at " + host
                + " runs on another machine, and nodes' ports are published on its loopback alone;"
                + " run Schism there, or use an engine of this machine";
    }

    private static boolean elsewhere(URI host) {
        String name = host.getHost();
        if (name == null || "unix".equals(host.getScheme()) || "npipe".equals(host.getScheme())) {
            return false; // a socket in this machine's file system
        }
        try {
            return !InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return true;
        }
    }
}
