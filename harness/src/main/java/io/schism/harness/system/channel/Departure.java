package io.schism.harness.system.channel;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * Knows whether a call can have left this machine. A stream is created only on a connection that is ready, and nothing is written
 * before; so a call that ends without one was never sent. Once there is a stream, its frames may be on their way although the call
 * failed, even when the first of them had not been written yet: they are queued behind it. Safe for several threads; for one call.
 */
final class Departure extends ClientStreamTracer.Factory {
    private volatile boolean possible;

    /** False only when the request certainly never left. */
    boolean possible() {
        return possible;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes transport, Metadata sent) {
                possible = true;
            }
        };
    }
}
