package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.Event.EventType;
import io.etcd.jetcd.api.WatchCreateRequest;
import io.etcd.jetcd.api.WatchGrpc;
import io.etcd.jetcd.api.WatchProgressRequest;
import io.etcd.jetcd.api.WatchRequest;
import io.etcd.jetcd.api.WatchResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Watches;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches on one member, one stream each. */
final class EtcdWatches implements Watches {
    private final PinnedChannel channel;

    EtcdWatches(PinnedChannel channel) {
        this.channel = channel;
    }

    @Override
    public Watch watch(String prefix, long fromRevision, boolean withPrevious) {
        if (fromRevision < 1) {
            throw new IllegalArgumentException(
                    "fromRevision (" + fromRevision + ") must be at least 1; 0 would skip what happened meanwhile");
        }
        Stream stream = new Stream();
        stream.send(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder()
                        .setKey(Bytes.of(prefix))
                        .setRangeEnd(Bytes.afterPrefix(prefix))
                        .setStartRevision(fromRevision)
                        .setPrevKv(withPrevious)
                        .setProgressNotify(true))
                .build());
        stream.awaitCreated();
        return stream;
    }

    /** A message, or the end. */
    private record Signal(
            @Nullable WatchResponse message, @Nullable StoreException end) {}

    private final class Stream implements Watch {
        private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
        private final ClientCallStreamObserver<WatchRequest> requests = channel.stream(
                WatchGrpc.getWatchMethod(),
                message -> signals.add(new Signal(message, null)),
                end -> signals.add(new Signal(null, end)));

        private @Nullable StoreException ended;

        void send(WatchRequest request) {
            requests.onNext(request);
        }

        void awaitCreated() {
            Optional<WatchResponse> first = await(channel.deadline());
            if (first.isEmpty()) {
                close();
                throw new StoreException(
                        Kind.TIMEOUT,
                        "no answer to a watch within " + channel.deadline().toMillis() + " ms",
                        null);
            }
        }

        @Override
        public Optional<Batch> next(Duration within) {
            return await(within)
                    .map(message -> new Batch(
                            message.getHeader().getRevision(),
                            message.getEventsList().stream()
                                    .map(EtcdWatches::event)
                                    .toList()));
        }

        private Optional<WatchResponse> await(Duration within) {
            if (ended != null) {
                throw ended;
            }
            Signal signal;
            try {
                signal = signals.poll(within.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            if (signal == null) {
                return Optional.empty();
            }
            if (signal.end() != null) {
                ended = signal.end();
                throw ended;
            }
            WatchResponse message = signal.message();
            if (message != null && message.getCanceled()) {
                ended = cancelled(message);
                throw ended;
            }
            return Optional.ofNullable(message);
        }

        @Override
        public void requestProgress() {
            send(WatchRequest.newBuilder()
                    .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                    .build());
        }

        @Override
        public void close() {
            requests.cancel("closed by the client", null);
        }
    }

    private static StoreException cancelled(WatchResponse message) {
        if (message.getCompactRevision() > 0) {
            return new StoreException(
                    Kind.COMPACTED, "everything before revision " + message.getCompactRevision() + " is gone", null);
        }
        return new StoreException(Kind.OTHER, "the watch was cancelled: " + message.getCancelReason(), null);
    }

    private static Event event(io.etcd.jetcd.api.Event event) {
        boolean put = event.getType() == EventType.PUT;
        return new Event(
                event.getKv().getKey().toStringUtf8(),
                put ? Optional.of(Bytes.versioned(event.getKv())) : Optional.empty(),
                event.getKv().getModRevision(),
                put && event.getKv().getCreateRevision() == event.getKv().getModRevision(),
                event.hasPrevKv() ? Optional.of(Bytes.versioned(event.getPrevKv())) : Optional.empty());
    }
}
