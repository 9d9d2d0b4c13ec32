package io.schism.harness.system.raft.node;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, SocketAddress> doors;

    private PeerNames(Map<String, SocketAddress> doors) {
        this.doors = Map.copyOf(doors);
    }

    /** A tunnel to each of these {@code host:port}. */
    static PeerNames tunnelled(Iterable<String> targets, int proxyPort) throws IOException {
        Map<String, SocketAddress> doors = new HashMap<>();
        for (String target : targets) {
            doors.put(target, Tunnel.open(target, proxyPort).address());
        }
        return new PeerNames(doors);
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
            SocketAddress door = doors.get(name);
            StatusOr<List<EquivalentAddressGroup>> answer = door == null
                    ? StatusOr.fromStatus(
                            Status.UNAVAILABLE.withDescription(name + " is no peer; known: " + doors.keySet()))
                    : StatusOr.fromValue(List.of(new EquivalentAddressGroup(door)));
            listener.onResult(
                    ResolutionResult.newBuilder().setAddressesOrError(answer).build());
        }

        @Override
        public void shutdown() {
            // nothing is held
        }
    }
}
