package io.schism.harness.system.channel;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.schism.harness.system.certificate.Identity;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** How a channel hides what it carries, and by what the node knows the client. Immutable, shared by all channels of a run. */
public final class ChannelSecurity {
    private static final ChannelSecurity NONE = new ChannelSecurity(Optional.empty());

    private final Optional<SslContext> context;

    private ChannelSecurity(Optional<SslContext> context) {
        this.context = context;
    }

    /** Plain text. */
    public static ChannelSecurity none() {
        return NONE;
    }

    /** TLS: believes the nodes whom the authority has signed, and shows the nodes nothing of its own. */
    public static ChannelSecurity trusting(X509Certificate authority) {
        return of(SslContextBuilder.forClient().trustManager(authority));
    }

    /** TLS in both directions: believes whom the authority has signed, and shows the nodes this certificate. */
    public static ChannelSecurity mutual(X509Certificate authority, Identity client) {
        return of(SslContextBuilder.forClient().trustManager(authority).keyManager(client.key(), client.certificate()));
    }

    private static ChannelSecurity of(SslContextBuilder builder) {
        try {
            // The JDK's own, so that no native library has to fit the machine.
            return new ChannelSecurity(Optional.of(
                    GrpcSslContexts.configure(builder, SslProvider.JDK).build()));
        } catch (SSLException e) {
            throw new IllegalStateException("this Java cannot do TLS as gRPC needs it: " + e.getMessage(), e);
        }
    }

    void applyTo(NettyChannelBuilder channel) {
        context.ifPresentOrElse(channel::sslContext, channel::usePlaintext);
    }
}
