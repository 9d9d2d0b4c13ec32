package io.schism.harness.system.raft.node;

import io.schism.harness.system.raft.store.Reply;
import io.schism.harness.system.raft.store.Request;
import io.schism.harness.system.raft.store.Wire;
import io.schism.workloads.client.StoreException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.thirdparty.io.grpc.Context;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests to the Ratis server of this node and, where only the leader can serve them, on to the leader, once. Safe for several
 * threads.
 */
final class Gate {
    private static final long BETWEEN_TRIES_MS = 20;

    private final LocalServer server;
    private final Forwarding forwarding;
    private final boolean anyNodeReads;
    private final Duration patience;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    /**
     * A gate to this server.
     *
     * @param anyNodeReads whether a node that does not lead answers reads itself, having asked the leader how far it must have come
     * @param patience how long a request waits while there is no leader
     */
    Gate(LocalServer server, Forwarding forwarding, boolean anyNodeReads, Duration patience) {
        this.server = server;
        this.forwarding = forwarding;
        this.anyNodeReads = anyNodeReads;
        this.patience = patience;
    }

    CompletableFuture<Reply> handle(Request request) {
        try {
            if (request instanceof Request.Inspect inspect) {
                return CompletableFuture.completedFuture(new Reply.Standing(server.report(inspect.index())));
            }
            if (request instanceof Request.TakeSnapshot) {
                return server.takeSnapshot();
            }
            if (request instanceof Request.MoveLeader move) {
                return server.moveLeader(move.node());
            }
            if (request instanceof Request.Members) {
                return CompletableFuture.completedFuture(server.members());
            }
            if (request instanceof Request.ChangeMember change) {
                return server.change(change.node(), change.address(), change.joins());
            }
            Errand errand = errand(request);
            return errand.forwarded
                    ? run(errand)
                    : patient(errand, Context.current(), System.nanoTime() + patience.toNanos());
        } catch (IOException e) {
            return refused(Kind.OTHER, e.toString());
        }
    }

    /** What is to be done here, and how another node would be asked for it. */
    private record Errand(boolean reads, boolean forwarded, Message content, Request onward) {}

    private static Errand errand(Request request) {
        if (request instanceof Request.Run run) {
            boolean reads = run.transaction().readOnly();
            byte[] content = reads ? Wire.encode(run) : Wire.encode(run.transaction());
            return new Errand(
                    reads, run.forwarded(), ReplicatedStore.message(content), new Request.Run(run.transaction(), true));
        }
        Request.Scan scan = (Request.Scan) request;
        return new Errand(
                true,
                scan.forwarded(),
                ReplicatedStore.message(Wire.encode(scan)),
                new Request.Scan(scan.prefix(), true));
    }

    /**
     * Between two leaders a request waits for the next one instead of failing at once. Only what was refused before it was proposed is taken to
     * Ratis again, so nothing runs twice; and nothing is proposed for a client that has given up.
     */
    private CompletableFuture<Reply> patient(Errand errand, Context caller, long until) throws IOException {
        return run(errand).thenCompose(reply -> {
            boolean leaderless = reply instanceof Reply.Refused refused && refused.kind() == Kind.NOT_LEADER;
            if (!leaderless || caller.isCancelled() || System.nanoTime() > until) {
                return CompletableFuture.completedFuture(reply);
            }
            CompletableFuture<Reply> later = new CompletableFuture<>();
            var unused = timer.schedule(
                    caller.wrap(() -> again(errand, caller, until, later)), BETWEEN_TRIES_MS, TimeUnit.MILLISECONDS);
            return later;
        });
    }

    private void again(Errand errand, Context caller, long until, CompletableFuture<Reply> later) {
        try {
            var unused = patient(errand, caller, until).whenComplete((reply, failure) -> {
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

    private CompletableFuture<Reply> run(Errand errand) throws IOException {
        DivisionInfo info = server.info();
        RaftPeerId leader = info.getLeaderId();
        if (info.isLeader()) {
            return here(errand);
        }
        if (leader == null || leader.equals(server.id())) {
            return refused(Kind.NOT_LEADER, server.id() + " knows of no leader");
        }
        if (errand.reads && anyNodeReads) {
            return here(errand);
        }
        if (errand.forwarded) {
            return refused(Kind.NOT_LEADER, server.id() + " does not lead, " + leader + " does");
        }
        CompletableFuture<Reply> reply = forwarding.send(leader.toString(), Wire.encode(errand.onward));
        giveUpWithLeader(leader, errand.reads, reply);
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
            return server.info().getLeaderId();
        } catch (IOException e) {
            return null; // the server is closing; the call ends with its deadline
        }
    }

    private CompletableFuture<Reply> here(Errand errand) {
        return errand.reads ? server.read(errand.content) : server.write(errand.content);
    }

    private static CompletableFuture<Reply> refused(Kind kind, String message) {
        return CompletableFuture.completedFuture(new Reply.Refused(kind, message));
    }
}
