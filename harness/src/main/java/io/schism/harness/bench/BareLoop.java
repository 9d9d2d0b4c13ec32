package io.schism.harness.bench;

import io.schism.workloads.client.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Calls without the harness: a thread for each process, which calls, and calls again. No generator, no scheduler, no history; only a random
 * number decides what is called.
 */
final class BareLoop implements Driver {
    private final List<Caller> callers = new ArrayList<>();
    private final ExecutorService threads;
    private int slices;

    BareLoop(int processes, IntFunction<Caller> opener) {
        for (int process = 0; process < processes; process++) {
            callers.add(opener.apply(process));
        }
        threads = Executors.newFixedThreadPool(processes);
    }

    @Override
    public void slice(Duration time, Tally tally) {
        slices++;
        tally.begin();
        long end = System.nanoTime() + time.toNanos();
        List<Future<?>> running = new ArrayList<>();
        for (int process = 0; process < callers.size(); process++) {
            Caller caller = callers.get(process);
            SplittableRandom random = new SplittableRandom(31L * process + slices);
            running.add(threads.submit(() -> loop(caller, random, end, tally)));
        }
        try {
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread of the bare loop broke off", e.getCause());
        }
        tally.stop();
        tally.end();
    }

    private static void loop(Caller caller, SplittableRandom random, long end, Tally tally) {
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            try {
                caller.call(random);
                tally.answered(System.nanoTime() - start);
            } catch (StoreException e) {
                tally.failed();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        callers.forEach(Caller::close);
    }
}
