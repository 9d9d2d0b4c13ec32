package io.schism.workloads.watch;

import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import io.schism.workloads.generate.Unfolded;
import java.util.Map;
import java.util.TreeMap;

/** Half of the threads, so that every node has some, watch; the others write, one of five changes being a delete. */
final class WatchGenerator {
    private static final int KEYS = 5;
    private static final int FINAL_TRIES = 8;

    private WatchGenerator() {}

    static Generator of(WorkloadOptions options) {
        Request following = watch(false);
        Generator watchers = Generators.repeat(random -> following);
        return options.concurrency() < 2
                ? Generators.mix(watchers, writes())
                : Generators.reserve((options.concurrency() + 1) / 2, watchers, writes());
    }

    private static Generator writes() {
        return Generators.unfold(0L, (next, random) -> {
            String key = WatchWorkload.PREFIX + "/" + random.nextInt(KEYS);
            return random.nextInt(5) == 0
                    ? new Unfolded<>(Request.of(WatchWorkload.DELETE, Map.of("key", key)), next)
                    : new Unfolded<>(
                            Request.of(
                                    WatchWorkload.PUT,
                                    new TreeMap<>(Map.of("key", key, "value", String.valueOf(next)))),
                            next + 1);
        });
    }

    /** Every thread watches until it has been told of everything that was there when it began. */
    static Generator catchingUp() {
        Request last = watch(true);
        return Generators.eachThread(
                Generators.until(CatchingUp::there, Generators.limit(FINAL_TRIES, Generators.repeat(random -> last))));
    }

    private static Request watch(boolean last) {
        return Request.of(
                WatchWorkload.WATCH,
                new TreeMap<>(Map.of(
                        "key", WatchWorkload.PREFIX, "prefix", true, "previous", true, WatchWorkload.LAST, last)));
    }
}
