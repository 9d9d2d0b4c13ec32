package io.schism.harness.system.raft.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.apache.ratis.thirdparty.io.grpc.EquivalentAddressGroup;
import org.apache.ratis.thirdparty.io.grpc.HttpConnectProxiedSocketAddress;
import org.apache.ratis.thirdparty.io.grpc.NameResolver;
import org.apache.ratis.thirdparty.io.grpc.NameResolverProvider;
import org.apache.ratis.thirdparty.io.grpc.StatusOr;

/**
 * Resolves the names of the peers to "ask the proxy for it". Ratis switches gRPC's proxy detection off for its own channels, so the
 * usual system properties for a proxy do nothing; but what a name resolves to is beyond its reach, and an address may say that it
 * is to be reached by CONNECT through a proxy.
 */
final class PeerNames extends NameResolverProvider {
    private final int proxyPort;

    PeerNames(int proxyPort) {
        this.proxyPort = proxyPort;
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
        String address = path.startsWith("/") ? path.substring(1) : path;
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        int port = Integer.parseInt(address.substring(colon + 1));
        HttpConnectProxiedSocketAddress proxied = HttpConnectProxiedSocketAddress.newBuilder()
                .setTargetAddress(InetSocketAddress.createUnresolved(host, port))
                .setProxyAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort))
                .build();
        return new Fixed(address, new EquivalentAddressGroup(proxied));
    }

    /** Always the same answer. */
    private static final class Fixed extends NameResolver {
        private final String authority;
        private final EquivalentAddressGroup address;

        Fixed(String authority, EquivalentAddressGroup address) {
            this.authority = authority;
            this.address = address;
        }

        @Override
        public String getServiceAuthority() {
            return authority;
        }

        @Override
        public void start(Listener2 listener) {
            listener.onResult(ResolutionResult.newBuilder()
                    .setAddressesOrError(StatusOr.fromValue(List.of(address)))
                    .build());
        }

        @Override
        public void shutdown() {
            // nothing is held
        }
    }
}
