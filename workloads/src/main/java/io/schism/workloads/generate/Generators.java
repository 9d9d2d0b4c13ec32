package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes generators and combines them. Functions that are passed in must be pure: they may be called again for the same step. */
public final class Generators {
    private Generators() {}

    // ---- What is done
    // -------------------------------------------------------------------------------------------------------------

    /** No operations. */
    public static Generator nothing() {
        return Nothing.INSTANCE;
    }

    /** The request, once, by whatever process is free. */
    public static Generator once(Request request) {
        return limit(1, repeat(random -> request));
    }

    /** For ever, a request drawn anew each time. */
    public static Generator repeat(Function<RandomGenerator, Request> source) {
        return new Unfold<>("", (state, random) -> new Unfolded<>(source.apply(random), state));
    }

    /**
     * A request for every state, until the function answers null.
     *
     * @param initial the first state
     * @param step from the state and chance to the request and the next state, or null at the end
     */
    public static <S> Generator unfold(S initial, BiFunction<S, RandomGenerator, @Nullable Unfolded<S>> step) {
        return new Unfold<>(initial, step);
    }

    /** The requests one after another, each once. */
    public static Generator each(List<Request> requests) {
        List<Request> copy = List.copyOf(requests);
        return unfold(0, (at, random) -> at == copy.size() ? null : new Unfolded<>(copy.get(at), at + 1));
    }

    // ---- Several
    // ------------------------------------------------------------------------------------------------------------------

    /** One generator after another: the next begins as soon as the one before has no more to invoke. */
    public static Generator sequence(Generator... generators) {
        return Sequence.of(List.of(generators));
    }

    /** One generator after another: the next begins when every operation of the one before has completed. */
    public static Generator phases(Generator... generators) {
        return Sequence.of(
                List.of(generators).stream().map(Generators::synchronize).toList());
    }

    /** Begins when all threads are free. */
    public static Generator synchronize(Generator generator) {
        return new Synchronize(generator);
    }

    /**
     * An operation of one of them, each with the same chance; name one twice to double its share. While one waits, the others go on; it
     * ends when all have ended.
     */
    public static Generator mix(Generator... generators) {
        return Choice.mix(List.of(generators));
    }

    /** The operation that is due first of any of them. */
    public static Generator any(Generator... generators) {
        return Choice.any(List.of(generators));
    }

    /** From each in turn; ends as soon as one of them ends. */
    public static Generator alternate(Generator... generators) {
        return new Alternate(List.of(generators), 0);
    }

    /** The generator again and again, {@code times} in all. */
    public static Generator cycle(int times, Generator generator) {
        return new Cycle(notNegative("times", times), generator, generator);
    }

    // ---- Who does it
    // --------------------------------------------------------------------------------------------------------------

    /** Every thread goes through a copy of its own. */
    public static Generator eachThread(Generator generator) {
        return new Split(threads -> Sections.each(threads, generator));
    }

    /** Every process goes through a copy of its own: a thread whose process ended begins again. */
    public static Generator eachProcess(Generator generator) {
        return eachThread(new ForProcess(ForProcess.NONE, generator, generator));
    }

    /** The first {@code threads} of the threads go through the first generator, all others through the second. */
    public static Generator reserve(int threads, Generator reserved, Generator others) {
        if (threads <= 0) {
            throw new IllegalArgumentException("threads (" + threads + ") must be positive");
        }
        return new Split(count -> Sections.two(threads, count, reserved, others));
    }

    /**
     * Independent keys, several at a time. The threads are divided into contiguous groups; a group goes through the generator of one key
     * until it is exhausted and then takes the next key, so keys are taken in order and without gaps. Operations get the key.
     *
     * @param groupSize threads a key; the threads must be a multiple of it
     * @param keys how many keys there are
     * @param key from the number of the key, from 0, to the key
     * @param generator from the key to its generator
     */
    public static Generator perKey(
            int groupSize, long keys, LongFunction<Object> key, Function<Object, Generator> generator) {
        if (groupSize <= 0) {
            throw new IllegalArgumentException("groupSize (" + groupSize + ") must be positive");
        }
        notNegative("keys", keys);
        return new Split(threads -> Sections.of(groupSize, threads, number -> {
            if (number >= keys) {
                return null;
            }
            Object named = key.apply(number);
            return map(generator.apply(named), operation -> operation.withKeyAndValue(named, operation.value()));
        }));
    }

    /**
     * Each request on several nodes, where thread {@code i} talks to node {@code i mod nodes}: on all of them, or on fewer, another few for each
     * request, when that would be more than {@code most} operations. What does not complete {@code ok} is tried again on the same node.
     *
     * @param requests what is done
     * @param nodes how many nodes there are; of fewer threads each has a node of its own, and the other nodes are left out
     * @param most operations, apart from those that are tried again; yet each request is made once
     * @param tries how often a request is made on a node before it is given up there
     * @param pause how long it waits before it is tried again
     */
    public static Generator onEveryNode(List<Request> requests, int nodes, int most, int tries, Duration pause) {
        if (nodes <= 0 || tries <= 0) {
            throw new IllegalArgumentException("nodes (" + nodes + ") and tries (" + tries + ") must be positive");
        }
        if (requests.isEmpty()) {
            return nothing();
        }
        long nanos = positive("pause", pause);
        return new Split(threads -> {
            int reached = Math.min(nodes, threads);
            int copies = Math.max(1, Math.min(reached, most / requests.size()));
            return OnEveryNode.of(requests, reached, copies, tries, nanos);
        });
    }

    // ---- How much and when
    // --------------------------------------------------------------------------------------------------------

    /** At most so many operations. */
    public static Generator limit(long operations, Generator generator) {
        return new Limit(notNegative("operations", operations), generator);
    }

    /** Ends this long after its first operation was invoked. */
    public static Generator timeLimit(Duration duration, Generator generator) {
        return new TimeLimit(positive("duration", duration), TimeLimit.NOT_STARTED, generator);
    }

    /** Ends rather than use more than so many processes, those included that ended. */
    public static Generator processLimit(int processes, Generator generator) {
        return ProcessLimit.of(notNegative("processes", processes), generator);
    }

    /**
     * Spreads operations at random, all threads together, so that on the average one begins every {@code interval}. What falls behind by
     * more than 10 ms, because no thread was free, is not made up for: a burst after every fault would be load nobody asked for.
     */
    public static Generator stagger(Duration interval, Generator generator) {
        return new Stagger(positive("interval", interval), true, Stagger.NOT_STARTED, generator);
    }

    /** {@link #stagger} with so many operations a second; 0 means as fast as it goes. */
    public static Generator rate(double operationsPerSecond, Generator generator) {
        if (!(operationsPerSecond >= 0) || operationsPerSecond > 1e9) {
            throw new IllegalArgumentException("rate (" + operationsPerSecond
                    + ") must be between 0 and 1,000,000,000 operations a second; 0 means as fast as it goes");
        }
        if (operationsPerSecond == 0) {
            return generator;
        }
        return stagger(Duration.ofNanos(Math.max(1, Math.round(1e9 / operationsPerSecond))), generator);
    }

    /** One operation every {@code interval} exactly, all threads together. */
    public static Generator delay(Duration interval, Generator generator) {
        return new Stagger(positive("interval", interval), false, Stagger.NOT_STARTED, generator);
    }

    /** Does nothing for so long. */
    public static Generator sleep(Duration duration) {
        return new Sleep(positive("duration", duration), Sleep.NOT_STARTED);
    }

    // ---- Which
    // --------------------------------------------------------------------------------------------------------------------

    /** Ends when one of its operations completed {@code ok}. */
    public static Generator untilOk(Generator generator) {
        return until(completed -> completed.type() == Operation.Type.OK, generator);
    }

    /** As long as none of its operations has completed as wanted. */
    public static Generator until(Predicate<Operation> wanted, Generator generator) {
        return Until.of(wanted, generator);
    }

    /** Only the operations that satisfy the predicate; the others are skipped. */
    public static Generator filter(Generator generator, Predicate<Operation> predicate) {
        return new Filter(generator, predicate);
    }

    /** Every operation as the function changes it; it must not change process or type. */
    public static Generator map(Generator generator, UnaryOperator<Operation> change) {
        return new Mapped(generator, change);
    }

    private static long notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " (" + value + ") must not be negative");
        }
        return value;
    }

    private static int notNegative(String name, int value) {
        return (int) notNegative(name, (long) value);
    }

    private static long positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " (" + duration + ") must be positive");
        }
        return duration.toNanos();
    }
}
