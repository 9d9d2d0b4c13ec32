package io.schism.harness.system.raft.node;

import io.schism.harness.system.raft.store.NodeReport;
import io.schism.harness.system.raft.store.Reply;
import io.schism.harness.system.raft.store.Request;
import io.schism.harness.system.raft.store.Wire;
import io.schism.workloads.client.StoreException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorageMetadata;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.thirdparty.io.grpc.Context;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests to the Ratis server of this node and, where only the leader can serve them, on to the leader. Every request goes to a
 * Ratis server at most once. Safe for several threads.
 */
final class Gate {
    private static final long BETWEEN_TRIES_MS = 20;

    private final RaftServer server;
    private final ReplicatedStore machine;
    private final Forwarding forwarding;
    private final boolean anyNodeReads;
    private final Duration patience;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();

    /**
     * A gate to this server.
     *
     * @param anyNodeReads whether a node that does not lead answers reads itself, having asked the leader how far it must have come
     * @param patience how long a request waits while there is no leader
     */
    Gate(RaftServer server, ReplicatedStore machine, Forwarding forwarding, boolean anyNodeReads, Duration patience) {
        this.server = server;
        this.machine = machine;
        this.forwarding = forwarding;
        this.anyNodeReads = anyNodeReads;
        this.patience = patience;
    }

    CompletableFuture<Reply> handle(Request request) {
        try {
            if (request instanceof Request.Inspect inspect) {
                return CompletableFuture.completedFuture(new Reply.Standing(report(inspect.index())));
            }
            Request.Run run = (Request.Run) request;
            return run.forwarded() ? run(run) : patient(run, Context.current(), System.nanoTime() + patience.toNanos());
        } catch (IOException e) {
            return refused(Kind.OTHER, e.toString());
        }
    }

    /**
     * Between two leaders a request waits for the next one instead of failing at once. Only what was refused before it was proposed is taken to
     * Ratis again, so nothing runs twice; and nothing is proposed for a client that has given up.
     */
    private CompletableFuture<Reply> patient(Request.Run run, Context caller, long until) throws IOException {
        return run(run).thenCompose(reply -> {
            boolean leaderless = reply instanceof Reply.Refused refused && refused.kind() == Kind.NOT_LEADER;
            if (!leaderless || caller.isCancelled() || System.nanoTime() > until) {
                return CompletableFuture.completedFuture(reply);
            }
            CompletableFuture<Reply> later = new CompletableFuture<>();
            var unused = timer.schedule(
                    caller.wrap(() -> patient(run, caller, until, later)), BETWEEN_TRIES_MS, TimeUnit.MILLISECONDS);
            return later;
        });
    }

    private void patient(Request.Run run, Context caller, long until, CompletableFuture<Reply> later) {
        try {
            patient(run, caller, until).whenComplete((reply, failure) -> {
                if (failure == null) {
                    later.complete(reply);
                } else {
                    later.completeExceptionally(failure);
                }
            });
        } catch (IOException e) {
            later.completeExceptionally(e);
        }
    }

    private CompletableFuture<Reply> run(Request.Run run) throws IOException {
        boolean reads = run.transaction().readOnly();
        DivisionInfo info = server.getDivision(Cluster.GROUP).getInfo();
        if (reads && anyNodeReads && info.getLeaderId() == null) {
            return refused(Kind.NOT_LEADER, server.getId() + " knows of no leader to ask how far it must have come");
        }
        if (info.isLeader() || (reads && anyNodeReads)) {
            return submit(run, reads);
        }
        RaftPeerId leader = info.getLeaderId();
        if (run.forwarded() || leader == null || leader.equals(server.getId())) {
            return refused(Kind.NOT_LEADER, server.getId() + " is not the leader; it knows of " + leader);
        }
        CompletableFuture<Reply> reply =
                forwarding.send(leader.toString(), Wire.encode(new Request.Run(run.transaction(), true)));
        giveUpWithLeader(leader, reads, reply);
        return reply;
    }

    /**
     * Stops waiting for a leader once this node follows another: an old leader behind a partition would hold every client of this node until its
     * deadline, beyond the time in which there are two. A read goes on to the next leader; a write may have been proposed.
     */
    private void giveUpWithLeader(RaftPeerId leader, boolean reads, CompletableFuture<Reply> reply) {
        var unused = timer.schedule(
                () -> {
                    if (reply.isDone()) {
                        return;
                    }
                    RaftPeerId now = leaderNow();
                    if (now == null || now.equals(leader)) {
                        giveUpWithLeader(leader, reads, reply);
                        return;
                    }
                    Kind kind = reads ? Kind.NOT_LEADER : Kind.LEADER_CHANGED;
                    reply.complete(new Reply.Refused(kind, "forwarding to " + leader + ": " + now + " leads now"));
                },
                BETWEEN_TRIES_MS,
                TimeUnit.MILLISECONDS);
    }

    private @Nullable RaftPeerId leaderNow() {
        try {
            return server.getDivision(Cluster.GROUP).getInfo().getLeaderId();
        } catch (IOException e) {
            return null; // the server is closing; the call ends with its deadline
        }
    }

    private CompletableFuture<Reply> submit(Request.Run run, boolean reads) {
        long callId = calls.incrementAndGet();
        RaftClientRequest request = RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(server.getId())
                .setGroupId(Cluster.GROUP)
                .setCallId(callId)
                .setMessage(ReplicatedStore.message(Wire.encode(run.transaction())))
                .setType(reads ? RaftClientRequest.readRequestType() : RaftClientRequest.writeRequestType())
                .build();
        CompletableFuture<RaftClientReply> submitted;
        try {
            submitted = server.submitClientRequestAsync(request);
        } catch (IOException e) {
            submitted = CompletableFuture.failedFuture(e);
        }
        return submitted.handle((reply, failure) -> {
            boolean proposed = machine.wasProposed(callId);
            if (failure == null && reply.isSuccess()) {
                return new Reply.Ran(Wire.result(reply.getMessage().getContent().toByteArray()));
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

    private NodeReport report(long wanted) throws IOException {
        RaftServer.Division division = server.getDivision(Cluster.GROUP);
        DivisionInfo info = division.getInfo();
        RaftStorageMetadata metadata =
                division.getRaftStorage().getMetadataFile().getMetadata();
        SnapshotInfo snapshot = machine.getLatestSnapshot();
        // Applied is read before committed: the other way round, an entry that comes in between would look applied but
        // not committed.
        long applied = info.getLastAppliedIndex();
        long index = wanted > 0 ? wanted : applied;
        Optional<Long> digest =
                index > applied ? Optional.empty() : machine.store().digestAt(index);
        boolean ready = info.getLifeCycleState().isRunning()
                && info.getLeaderId() != null
                && (!info.isLeader() || info.isLeaderReady());
        return new NodeReport(
                info.getCurrentRole().name(),
                ready,
                info.getCurrentTerm(),
                name(info.getLeaderId()),
                metadata.getTerm() == info.getCurrentTerm() ? name(metadata.getVotedFor()) : "",
                division.getRaftLog().getLastCommittedIndex(),
                applied,
                snapshot == null ? -1 : snapshot.getIndex(),
                index,
                digest.orElse(0L));
    }

    private static String name(@Nullable RaftPeerId id) {
        return id == null ? "" : id.toString();
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    private static CompletableFuture<Reply> refused(Kind kind, String message) {
        return CompletableFuture.completedFuture(new Reply.Refused(kind, message));
    }
}
