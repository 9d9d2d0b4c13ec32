package io.schism.harness.system.raft.node;

import io.schism.harness.system.raft.store.NodeReport;
import io.schism.harness.system.raft.store.Reply;
import io.schism.harness.system.raft.store.Wire;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorageMetadata;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.jspecify.annotations.Nullable;

/** The Ratis server of this node, as seen from inside the node. Every request goes in once, under a call id of its own. Safe for several threads. */
final class LocalServer {
    private static final long ADMIN_TIMEOUT_MS = 10_000;
    /** An entry that changes nothing; who leads no longer cannot have it committed. */
    private static final Message BARRIER =
            ReplicatedStore.message(Wire.encode(Transaction.of(new Transactions.Get("barrier"))));

    private final RaftServer server;
    private final ReplicatedStore machine;
    private final boolean loggedReads;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();

    /**
     * The server of this node.
     *
     * @param loggedReads whether a read waits for an entry of its own to be applied here, instead of being left to Ratis
     */
    LocalServer(RaftServer server, ReplicatedStore machine, boolean loggedReads) {
        this.server = server;
        this.machine = machine;
        this.loggedReads = loggedReads;
    }

    RaftPeerId id() {
        return server.getId();
    }

    DivisionInfo info() throws IOException {
        return server.getDivision(Cluster.GROUP).getInfo();
    }

    CompletableFuture<Reply> write(Message command) {
        return submit(command, RaftClientRequest.writeRequestType());
    }

    CompletableFuture<Reply> read(Message question) {
        if (!loggedReads) {
            return submit(question, RaftClientRequest.readRequestType());
        }
        return write(BARRIER)
                .thenCompose(written -> written instanceof Reply.Refused
                        ? CompletableFuture.completedFuture(written)
                        : machine.query(question)
                                .thenApply(
                                        answer -> Wire.reply(answer.getContent().toByteArray())));
    }

    private CompletableFuture<Reply> submit(Message content, RaftClientRequest.Type type) {
        long callId = calls.incrementAndGet();
        RaftClientRequest request = RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(server.getId())
                .setGroupId(Cluster.GROUP)
                .setCallId(callId)
                .setMessage(content)
                .setType(type)
                .build();
        CompletableFuture<RaftClientReply> submitted;
        try {
            submitted = server.submitClientRequestAsync(request);
        } catch (IOException e) {
            submitted = CompletableFuture.failedFuture(e);
        }
        return answered(submitted, callId, reply -> {
            Message message = reply.getMessage();
            return Wire.reply(message.getContent().toByteArray());
        });
    }

    /** The answer's number is the index of the snapshot. */
    CompletableFuture<Reply> takeSnapshot() throws IOException {
        long callId = calls.incrementAndGet();
        SnapshotManagementRequest request =
                SnapshotManagementRequest.newCreate(client, server.getId(), Cluster.GROUP, callId, ADMIN_TIMEOUT_MS, 1);
        return answered(server.snapshotManagementAsync(request), callId, reply -> new Reply.Done(reply.getLogIndex()));
    }

    CompletableFuture<Reply> moveLeader(String node) throws IOException {
        long callId = calls.incrementAndGet();
        TransferLeadershipRequest request = new TransferLeadershipRequest(
                client, server.getId(), Cluster.GROUP, callId, RaftPeerId.valueOf(node), ADMIN_TIMEOUT_MS);
        return answered(server.transferLeadershipAsync(request), callId, reply -> new Reply.Done(0));
    }

    /** Where a member is, as the newest configuration says. */
    String address(String member) {
        try {
            RaftPeer peer = configuration().getPeer(RaftPeerId.valueOf(member));
            if (peer == null) {
                throw new IllegalArgumentException(member + " is no member that " + server.getId() + " knows");
            }
            return peer.getAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply members() throws IOException {
        return new Reply.Listed(configuration().getCurrentPeers().stream()
                .map(peer -> peer.getId().toString())
                .sorted()
                .toList());
    }

    /** Lets a member in or takes one out, from the configuration as it is now: of two changes at once, one is refused. */
    CompletableFuture<Reply> change(String member, String address, boolean joins) throws IOException {
        List<RaftPeer> now = List.copyOf(configuration().getCurrentPeers());
        List<RaftPeer> wanted = new ArrayList<>(now);
        wanted.removeIf(peer -> peer.getId().toString().equals(member));
        if (joins) {
            wanted.add(RaftPeer.newBuilder().setId(member).setAddress(address).build());
        }
        long callId = calls.incrementAndGet();
        SetConfigurationRequest request = new SetConfigurationRequest(
                client,
                server.getId(),
                Cluster.GROUP,
                callId,
                SetConfigurationRequest.Arguments.newBuilder()
                        .setServersInCurrentConf(now)
                        .setServersInNewConf(wanted)
                        .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
                        .build());
        return answered(server.setConfigurationAsync(request), callId, reply -> new Reply.Done(reply.getLogIndex()));
    }

    private RaftConfiguration configuration() throws IOException {
        return server.getDivision(Cluster.GROUP).getRaftConf();
    }

    private CompletableFuture<Reply> answered(
            CompletableFuture<RaftClientReply> submitted, long callId, Function<RaftClientReply, Reply> success) {
        return submitted.handle((reply, failure) -> {
            boolean proposed = machine.wasProposed(callId);
            if (failure == null && reply.isSuccess()) {
                return success.apply(reply);
            }
            Throwable cause = failure == null ? reply.getException() : unwrapped(failure);
            return new Reply.Refused(kind(cause, proposed), String.valueOf(cause));
        });
    }

    /** What was not proposed cannot take effect; what was may still be committed, whoever leads by then. */
    private static Kind kind(@Nullable Throwable cause, boolean proposed) {
        if (cause instanceof NotLeaderException
                || cause instanceof LeaderNotReadyException
                || cause instanceof LeaderSteppingDownException) {
            return proposed ? Kind.LEADER_CHANGED : Kind.NOT_LEADER;
        }
        if (cause instanceof ServerNotReadyException && !proposed) {
            return Kind.NOT_LEADER;
        }
        if (cause instanceof ResourceUnavailableException && !proposed) {
            return Kind.TOO_MANY_REQUESTS;
        }
        return proposed ? Kind.UNAVAILABLE : Kind.OTHER;
    }

    /** How the node stands, with the digest at this index, or at the last applied one for 0. */
    NodeReport report(long wanted) throws IOException {
        RaftServer.Division division = server.getDivision(Cluster.GROUP);
        DivisionInfo info = division.getInfo();
        RaftStorageMetadata metadata =
                division.getRaftStorage().getMetadataFile().getMetadata();
        SnapshotInfo snapshot = machine.getLatestSnapshot();
        long led = termLed(info);
        long term = info.getCurrentTerm();
        String role = led == term
                ? RaftPeerRole.LEADER.name()
                : info.isLeader()
                        ? RaftPeerRole.FOLLOWER.name()
                        : info.getCurrentRole().name();
        // Applied is read before committed: the other way round, an entry that comes in between would look applied and
        // not committed.
        long applied = info.getLastAppliedIndex();
        long index = wanted > 0 ? wanted : applied;
        Optional<Long> digest =
                index > applied ? Optional.empty() : machine.store().digestAt(index);
        boolean ready = info.getLifeCycleState().isRunning()
                && info.getLeaderId() != null
                && (!info.isLeader() || info.isLeaderReady());
        return new NodeReport(
                server.getId().toString(),
                role,
                ready,
                term,
                name(info.getLeaderId()),
                metadata.getTerm() == term ? name(metadata.getVotedFor()) : "",
                division.getRaftLog().getLastCommittedIndex(),
                applied,
                snapshot == null ? -1 : snapshot.getIndex(),
                index,
                digest.isPresent(),
                digest.orElse(0L));
    }

    /**
     * The term in which this node leads, by the leadership's own account, or -1. Role and current term, asked one after the other, do not
     * belong together: a deposed leader raises its term before it gives up its role, and would look like a second leader of the new term.
     */
    private static long termLed(DivisionInfo info) {
        try {
            RoleInfoProto role = info.getRoleInfoProto();
            return role.hasLeaderInfo() ? role.getLeaderInfo().getTerm() : -1;
        } catch (IllegalStateException deposed) {
            return -1; // Ratis finds its term raised while it still has the role
        }
    }

    private static String name(@Nullable RaftPeerId id) {
        return id == null ? "" : id.toString();
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }
}
