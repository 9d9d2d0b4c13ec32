package io.schism.harness.system.raft.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.thirdparty.io.grpc.NameResolverRegistry;
import org.apache.ratis.thirdparty.io.grpc.Server;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;

/** The program of one Raft node. Runs until it is killed; whatever it has acknowledged is on its disk by then. */
public final class RaftNode {
    private RaftNode() {}

    /** Starts the node; the arguments are those of {@link NodeOptions#arguments()}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        NodeOptions options = NodeOptions.parse(List.of(arguments));
        if (options.proxyPort().isPresent()) {
            NameResolverRegistry.getDefaultRegistry()
                    .register(PeerNames.tunnelled(options.proxyPort().getAsInt()));
        }
        ReplicatedStore machine = new ReplicatedStore(options.commonBeginning());
        // The server opens its ports while it is being built, before the gate to it exists: the first callers wait.
        CompletableFuture<Gate> opening = new CompletableFuture<>();
        NodeService service = new NodeService(request -> opening.thenCompose(gate -> gate.handle(request)));
        ExecutorService workers = Executors.newFixedThreadPool(8);
        Parameters parameters = new Parameters();
        GrpcConfigKeys.Server.setServicesCustomizer(parameters, (builder, types) -> builder.addService(service));
        RaftServer server = RaftServer.newBuilder()
                .setServerId(RaftPeerId.valueOf(options.name()))
                .setGroup(Cluster.group(options))
                .setOption(RaftStorage.StartupOption.RECOVER)
                .setProperties(Cluster.properties(options))
                .setParameters(parameters)
                .setStateMachine(machine)
                .build();
        LocalServer local = new LocalServer(server, machine, options.read().equals("logged"));
        Gate gate = new Gate(
                local,
                new Forwarding(local::address),
                List.of("linearizable", "lease").contains(options.read()),
                options.electionTimeout().multipliedBy(2));
        server.start();
        opening.complete(gate);
        Server door = NettyServerBuilder.forAddress(new InetSocketAddress(options.listenHost(), options.clientPort()))
                .addService(service)
                .executor(workers)
                .build()
                .start();
        door.awaitTermination();
    }
}
