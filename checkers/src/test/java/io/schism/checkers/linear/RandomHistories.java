package io.schism.checkers.linear;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Small histories of a correct object, some of them spoilt: now and then an answer is replaced by another. About a tenth of the calls end
 * {@code info}; half of those take effect, some of them only much later. The same seed gives the same history.
 */
final class RandomHistories {
    /** An open call. */
    private static final class Open {
        final String f;
        final @Nullable Object argument;
        boolean tookEffect;
        boolean refused;

        @Nullable Object result;

        Open(String f, @Nullable Object argument) {
            this.f = f;
            this.argument = argument;
        }
    }

    private final Random random;
    private final int threads;
    private final int calls;
    private final double lies;
    private final double infos;
    private final List<Operation> lines = new ArrayList<>();
    private final Map<Integer, Open> open = new HashMap<>();
    private final Map<Open, Integer> late = new HashMap<>();
    private Toy state;

    private RandomHistories(Toy start, Random random, int threads, int calls) {
        this.state = start;
        this.random = random;
        this.threads = threads;
        this.calls = calls;
        this.lies = random.nextInt(3) == 0 ? 0 : 0.15;
        this.infos = random.nextInt(3) == 0 ? 0 : random.nextInt(3) == 0 ? 0.4 : 0.12;
    }

    /** A history of at most so many calls. */
    static History make(Toy start, Random random, int threads, int calls) {
        return new RandomHistories(start, random, threads, calls).run();
    }

    private History run() {
        int[] process = new int[threads];
        for (int thread = 0; thread < threads; thread++) {
            process[thread] = thread;
        }
        int left = calls;
        for (int step = 0; step < calls * 6; step++) {
            lateEffect();
            int thread = random.nextInt(threads);
            Open call = open.get(process[thread]);
            if (call == null) {
                if (left-- > 0) {
                    invoke(process[thread]);
                }
                continue;
            }
            if (!call.tookEffect && random.nextInt(3) > 0) {
                effect(process[thread], call);
                continue;
            }
            if (complete(process[thread], call) == Operation.Type.INFO) {
                process[thread] += threads;
            }
        }
        return History.of(lines);
    }

    private void invoke(int process) {
        Map.Entry<String, List<@Nullable Object>> said = state.call(random, process);
        Open call = new Open(said.getKey(), said.getValue().get(0));
        open.put(process, call);
        line(process, Operation.Type.INVOKE, call.f, call.argument);
    }

    private void effect(int process, Open call) {
        Toy.Served served = state.serve(call.f, process, call.argument);
        call.tookEffect = true;
        if (served == null) {
            call.refused = true;
            return;
        }
        call.result = served.result();
        state = served.next();
    }

    private void lateEffect() {
        if (!late.isEmpty() && random.nextInt(6) == 0) {
            Map.Entry<Open, Integer> one = late.entrySet().iterator().next();
            effect(one.getValue(), one.getKey());
            late.remove(one.getKey());
        }
    }

    private Operation.Type complete(int process, Open call) {
        open.remove(process);
        if (random.nextDouble() < infos) {
            if (!call.tookEffect && random.nextBoolean()) {
                late.put(call, process);
            }
            line(process, Operation.Type.INFO, call.f, call.argument);
            return Operation.Type.INFO;
        }
        boolean lie = random.nextDouble() < lies;
        if (!call.tookEffect) {
            effect(process, call);
        }
        if (call.refused) {
            boolean pretend = lie && random.nextBoolean();
            Object answer = pretend ? state.lie(random, call.f, call.argument) : call.argument;
            Operation.Type type = pretend ? Operation.Type.OK : Operation.Type.FAIL;
            line(process, type, call.f, answer);
            return type;
        }
        line(process, Operation.Type.OK, call.f, lie ? state.lie(random, call.f, call.argument) : call.result);
        return Operation.Type.OK;
    }

    private void line(int process, Operation.Type type, String f, @Nullable Object value) {
        lines.add(new Operation(lines.size(), -1, process, type, f, null, value, null));
    }
}
