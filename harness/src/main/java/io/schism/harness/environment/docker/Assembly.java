package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import io.schism.harness.disk.NodeDisks;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Launch;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.harness.environment.docker.pod.PodShell;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Makes the network, the side containers and the nodes' containers of one run. Used by several threads, for different nodes. */
final class Assembly {
    static final String DATA = "/data";

    /** A regular file with mode 0600. */
    private static final int OWNERS_ALONE = 0100600;

    private final DockerClient client;
    private final DockerOptions options;
    private final Optional<NodeDisks> disks;
    private final Consumer<Node> ended;
    private final Network network;
    private final Errands errands;

    /** {@code ended}: told of a node whose side container has ended, which it never does by itself. */
    Assembly(DockerClient client, DockerOptions options, Optional<NodeDisks> disks, Consumer<Node> ended) {
        this.client = client;
        this.options = options;
        this.disks = disks;
        this.ended = ended;
        this.errands = new Errands(client, options.run());
        this.network = Network.builder()
                .createNetworkCmdModifier(
                        command -> command.withName("schism-" + options.run()).withLabels(Sweep.labels(options.run())))
                .build();
    }

    /** The address of the host on the run's network. */
    String gateway() {
        return Optional.ofNullable(client.inspectNetworkCmd()
                        .withNetworkId(network.getId())
                        .exec()
                        .getIpam()
                        .getConfig()
                        .get(0)
                        .getGateway())
                .orElseThrow(() -> new EnvironmentException("the network of the run has no gateway"));
    }

    /** Starts the side container of a node. */
    Pod pod(Node node) {
        int clientPort = freePort();
        GenericContainer<?> side = container(options.podImage(), node + "-side", command -> {
                    ExposedPort inside = ExposedPort.tcp(options.clientPort());
                    command.withExposedPorts(inside).withHostName(node.name());
                    hostConfig(command)
                            .withCapAdd(Capability.NET_ADMIN, Capability.NET_RAW)
                            .withPortBindings(
                                    new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", clientPort), inside));
                })
                .withNetwork(network)
                .withNetworkAliases(node.name())
                .withCommand("sleep", "infinity");
        start(side);
        String id = side.getContainerId();
        String address = client.inspectContainerCmd(id)
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress();
        return new Pod(
                node, address, clientPort, id, new PodShell(client, id, node.name(), () -> ended.accept(node)), "");
    }

    /** Where a node keeps its data, as its container and those that look after it see it. */
    private Bind data(Node node) {
        String place = disks.flatMap(all -> all.data(node)).map(Path::toString).orElseGet(() -> volume(node));
        return new Bind(place, new Volume(DATA));
    }

    private String volume(Node node) {
        String volume = "schism-" + options.run() + "-" + node;
        try {
            client.createVolumeCmd()
                    .withName(volume)
                    .withLabels(Sweep.labels(options.run()))
                    .exec();
        } catch (DockerException e) {
            throw new EnvironmentException("cannot make the volume " + volume + ": " + e.getMessage(), e);
        }
        return volume;
    }

    /**
     * Makes and starts the node's container in the pod, in place of the one it had; answers with the pod that knows it.
     *
     * @param image what it is made of
     * @param launch how its program is started in the image
     */
    Pod launched(Pod pod, String image, Launch launch) {
        String name = pod.node().name();
        Errands.discard(
                client,
                "schism-" + options.run() + "-" + name); // by its name: one that did not start is known by nothing else
        Bind data = data(pod.node());
        GenericContainer<?> node = container(image, name, command -> {
                    command.withEntrypoint(launch.command())
                            .withCmd(List.of())
                            .withEnv(launch.environment().entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                                    .toList());
                    hostConfig(command)
                            .withCapDrop(Capability.ALL)
                            .withSecurityOpts(List.of("no-new-privileges"))
                            .withBinds(data);
                })
                .withNetworkMode("container:" + pod.side());
        launch.files().forEach(file -> node.withCopyToContainer(readableByItsOwner(file), file.toString()));
        start(node);
        return pod.in(node.getContainerId());
    }

    /**
     * Runs a program to its end in a container that sees the data of a node.
     *
     * @param lent files it gets copies of, in its root directory
     * @return what it printed
     * @throws FaultException when it fails or does not end in time
     */
    String errand(Node node, String image, List<String> command, List<Path> lent) {
        return errands.run(
                node.name(), image, command, () -> HostConfig.newHostConfig().withBinds(data(node)), lent);
    }

    /** Starts a side container in the process namespace of another container; answers with its identity. */
    String tracer(String name, String traced) {
        try {
            HostConfig limits = HostConfig.newHostConfig()
                    .withPidMode("container:" + traced)
                    .withNetworkMode("none")
                    .withReadonlyRootfs(true)
                    .withSecurityOpts(List.of("no-new-privileges"))
                    .withCapDrop(Capability.ALL)
                    .withCapAdd(Capability.SYS_PTRACE);
            String id = client.createContainerCmd(options.podImage())
                    .withName("schism-" + options.run() + "-" + name + "-clock")
                    .withLabels(Sweep.labels(options.run()))
                    .withCmd("sleep", "infinity")
                    .withHostConfig(limits)
                    .exec()
                    .getId();
            client.startContainerCmd(id).exec();
            return id;
        } catch (DockerException e) {
            throw new FaultException(
                    "cannot start a container beside " + name + " to reach its memory: "
                            + String.valueOf(e.getMessage()).strip(),
                    e);
        }
    }

    /** Sent as bytes, so that an engine on another machine gets it too, and it belongs to whom the node runs as. */
    private static Transferable readableByItsOwner(Path file) {
        try {
            return Transferable.of(Files.readAllBytes(file), OWNERS_ALONE);
        } catch (IOException e) {
            throw new EnvironmentException("cannot read " + file + ", which a node needs: " + e.getMessage(), e);
        }
    }

    private GenericContainer<?> container(String image, String name, Consumer<CreateContainerCmd> shape) {
        return new GenericContainer<>(DockerImageName.parse(image))
                .withLabels(Sweep.labels(options.run()))
                .withCreateContainerCmdModifier(command -> {
                    command.withName("schism-" + options.run() + "-" + name);
                    shape.accept(command);
                })
                .waitingFor(new RunningIsEnough());
    }

    private static void start(GenericContainer<?> container) {
        try {
            container.start();
        } catch (RuntimeException e) {
            // Testcontainers wraps every trouble in its own RuntimeException; the root says what it was.
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new EnvironmentException(
                    "cannot start a container of " + container.getDockerImageName() + ": " + root.getMessage(), e);
        }
    }

    private static HostConfig hostConfig(CreateContainerCmd command) {
        HostConfig config = command.getHostConfig();
        if (config == null) {
            throw new EnvironmentException("the container engine's client gave no host configuration");
        }
        return config;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EnvironmentException("no free port on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    /** Whether a node serves is found out later, by asking it. */
    private static final class RunningIsEnough extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }
}
