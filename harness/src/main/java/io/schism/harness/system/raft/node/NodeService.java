package io.schism.harness.system.raft.node;

import io.schism.harness.system.raft.store.Reply;
import io.schism.harness.system.raft.store.Request;
import io.schism.harness.system.raft.store.Wire;
import io.schism.workloads.client.StoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.ratis.thirdparty.io.grpc.BindableService;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;

/** The door of a node: one unary gRPC call that takes a {@link Request} and gives a {@link Reply}, both as {@link Wire} writes them. */
final class NodeService implements BindableService {
    static final String NAME = "schism.raft.Node";
    static final MethodDescriptor<byte[], byte[]> CALL = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, "Call"))
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    private final Function<Request, CompletableFuture<Reply>> handler;

    NodeService(Function<Request, CompletableFuture<Reply>> handler) {
        this.handler = handler;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerServiceDefinition.builder(NAME)
                .addMethod(CALL, ServerCalls.asyncUnaryCall(this::call))
                .build();
    }

    private void call(byte[] request, StreamObserver<byte[]> observer) {
        var unused = handler.apply(Wire.request(request)).whenComplete((reply, failure) -> {
            Reply answer = failure == null ? reply : new Reply.Refused(Kind.OTHER, failure.toString());
            observer.onNext(Wire.encode(answer));
            observer.onCompleted();
        });
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
