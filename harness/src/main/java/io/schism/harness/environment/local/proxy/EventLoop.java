package io.schism.harness.environment.local.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One selector, one thread, timers. Everything of the proxy lives on this thread, so that no link is ever seen half impaired and nothing
 * needs a lock; {@link #call} is the one way in from outside.
 */
final class EventLoop implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long CALL_SECONDS = 10;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long timersMade;
    private boolean closePending;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException lastDefect;

    /** What a channel does when it is ready. */
    @FunctionalInterface
    interface Handler {
        void ready(SelectionKey key);
    }

    EventLoop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs the task on the loop and waits for its answer; what it throws is thrown here. */
    <T> T call(Supplier<T> task) {
        if (Thread.currentThread() == thread) {
            return task.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                T result = task.get();
                answers.add(() -> answer.complete(result));
            } catch (RuntimeException e) {
                answers.add(() -> answer.completeExceptionally(e));
            }
        });
        if (closed) {
            throw new IllegalStateException("the proxy is closed");
        }
        selector.wakeup();
        try {
            return answer.get(CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the proxy did not answer within " + CALL_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the proxy", e);
        }
    }

    /** As {@link #call}; a closed loop has nothing left that the task could change, and it is not run. */
    void callUnlessClosed(Runnable task) {
        try {
            call(() -> {
                task.run();
                return true;
            });
        } catch (IllegalStateException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    /** On the loop only: runs the task once {@link System#nanoTime()} has reached the time. Cannot be taken back. */
    void at(long nanoTime, Runnable task) {
        timers.add(new Timer(nanoTime, timersMade++, task));
    }

    /** On the loop only: a scratch buffer, empty, for use within one handler. */
    ByteBuffer scratch() {
        buffer.clear();
        return buffer;
    }

    /** On the loop only. */
    SelectionKey register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, handler);
    }

    /** On the loop only: a channel was closed and must be gone before the task counts as done; a registered one lives until the next select. */
    void closeNow(SelectableChannel channel) {
        closeQuietly(channel);
        closePending = true;
    }

    void report(RuntimeException defect) {
        lastDefect = defect;
    }

    /** A defect of the proxy itself that was met, or null; whoever reports the run should say so. */
    @Nullable RuntimeException lastDefect() {
        return lastDefect;
    }

    private void run() {
        while (!closed) {
            select(untilNextTimer());
            runTimers();
            runTasks();
        }
        // Whoever called just before the end still waits for an answer.
        runTasks();
        for (SelectionKey key : selector.keys()) {
            closeQuietly(key.channel());
        }
        closeQuietly(selector);
    }

    /** As {@link Selector#select(java.util.function.Consumer, long)}, but a negative time does not wait. */
    private void select(long millis) {
        try {
            if (millis < 0) {
                selector.selectNow(this::dispatch);
                return;
            }
            selector.select(this::dispatch, millis);
        } catch (IOException e) {
            report(new UncheckedIOException(e));
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
        answer();
    }

    /** Callers learn that their task is done when the kernel has seen its effects, too. */
    private void answer() {
        if (closePending) {
            closePending = false;
            select(-1);
        }
        answers.forEach(Runnable::run);
        answers.clear();
    }

    private void dispatch(SelectionKey key) {
        guarded(() -> {
            if (key.isValid() && key.attachment() instanceof Handler handler) {
                handler.ready(key);
            }
        });
    }

    /** A defect in one connection must not stop the network of the whole cluster, which would look like a partition. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (CancelledKeyException e) {
            // The channel was closed by an earlier handler of the same round; nothing is left to do for it.
        } catch (RuntimeException e) {
            report(e);
        }
    }

    private void runTimers() {
        long now = System.nanoTime();
        for (Timer next = timers.peek(); next != null && next.time - now <= 0; next = timers.peek()) {
            timers.poll();
            guarded(next.task);
        }
    }

    /** Milliseconds for select, rounded up: rounding down would spin through the last millisecond. 0 means no limit, -1 no waiting. */
    private long untilNextTimer() {
        Timer next = timers.peek();
        if (next == null) {
            return 0;
        }
        long nanos = next.time - System.nanoTime();
        return nanos <= 0 ? -1 : nanos / 1_000_000 + 1;
    }

    static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // AutoCloseable declares it; a socket that cannot be closed is already gone.
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CALL_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Timer(long time, long order, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.signum(time - other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
