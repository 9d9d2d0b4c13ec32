package io.schism.harness.system.raft;

import io.grpc.MethodDescriptor;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.harness.system.raft.store.NodeReport;
import io.schism.harness.system.raft.store.Reply;
import io.schism.harness.system.raft.store.Request;
import io.schism.harness.system.raft.store.Wire;
import io.schism.workloads.client.Ranges.View;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The calls that a node answers, as the harness makes them. */
final class NodeCall {
    private static final MethodDescriptor<byte[], byte[]> CALL = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName("schism.raft.Node", "Call"))
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    private NodeCall() {}

    static Result run(PinnedChannel channel, Transaction transaction) {
        Reply reply = call(channel, new Request.Run(transaction, false));
        if (reply instanceof Reply.Ran ran) {
            return ran.result();
        }
        throw unexpected(reply);
    }

    /** How the node stands, with the digest at the index, or at the last applied one when it is 0. */
    static NodeReport inspect(PinnedChannel channel, long index) {
        Reply reply = call(channel, new Request.Inspect(index));
        if (reply instanceof Reply.Standing standing) {
            return standing.report();
        }
        throw unexpected(reply);
    }

    static View scan(PinnedChannel channel, String prefix) {
        Reply reply = call(channel, new Request.Scan(prefix, false));
        if (reply instanceof Reply.Found found) {
            return found.view();
        }
        throw unexpected(reply);
    }

    /** Makes the node do what an operator asks for; returns the index that it answers with. */
    static long operate(PinnedChannel channel, Request request) {
        Reply reply = call(channel, request);
        if (reply instanceof Reply.Done done) {
            return done.index();
        }
        throw unexpected(reply);
    }

    /** The members that the node knows, by name. */
    static List<String> members(PinnedChannel channel) {
        Reply reply = call(channel, new Request.Members());
        if (reply instanceof Reply.Listed listed) {
            return listed.members();
        }
        throw unexpected(reply);
    }

    private static Reply call(PinnedChannel channel, Request request) {
        Reply reply = Wire.reply(channel.call(CALL, Wire.encode(request)));
        if (reply instanceof Reply.Refused refused) {
            throw new StoreException(refused.kind(), refused.message(), null);
        }
        return reply;
    }

    private static StoreException unexpected(Reply reply) {
        return new StoreException(Kind.OTHER, "the node answered something else: " + reply, null);
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
