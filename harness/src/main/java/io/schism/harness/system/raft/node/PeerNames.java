package io.schism.harness.system.raft.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.thirdparty.io.grpc.EquivalentAddressGroup;
import org.apache.ratis.thirdparty.io.grpc.NameResolver;
import org.apache.ratis.thirdparty.io.grpc.NameResolverProvider;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusOr;

/**
 * Tells gRPC where the peers are: at the door of their {@link Tunnel}. Ratis keeps the announced names in its log and makes its channels
 * itself, but what a name resolves to is beyond its reach.
 */
final class PeerNames extends NameResolverProvider {
    private final Map<String, SocketAddress> doors = new ConcurrentHashMap<>();
    private final int proxyPort;

    private PeerNames(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    /** A tunnel to each {@code host:port} that is ever asked for: members may come later, and the proxy knows which there are. */
    static PeerNames tunnelled(int proxyPort) {
        return new PeerNames(proxyPort);
    }

    private StatusOr<List<EquivalentAddressGroup>> resolved(String name) {
        try {
            SocketAddress door = doors.computeIfAbsent(name, this::open);
            return StatusOr.fromValue(List.of(new EquivalentAddressGroup(door)));
        } catch (UncheckedIOException e) {
            return StatusOr.fromStatus(Status.UNAVAILABLE.withDescription("no tunnel to " + name + ": " + e));
        }
    }

    private SocketAddress open(String name) {
        try {
            return Tunnel.open(name, proxyPort).address();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    /** Above gRPC's own resolver of the same scheme, which has 5. */
    @Override
    protected int priority() {
        return 9;
    }

    @Override
    public String getDefaultScheme() {
        return "dns";
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args arguments) {
        String path = target.getPath();
        return new Known(path.startsWith("/") ? path.substring(1) : path);
    }

    /** Always the same answer for one name. */
    private final class Known extends NameResolver {
        private final String name;

        Known(String name) {
            this.name = name;
        }

        @Override
        public String getServiceAuthority() {
            return name;
        }

        @Override
        public void start(Listener2 listener) {
            listener.onResult(ResolutionResult.newBuilder()
                    .setAddressesOrError(resolved(name))
                    .build());
        }

        @Override
        public void shutdown() {
            // nothing is held
        }
    }
}
