package io.schism.harness.bench;

import io.schism.checkers.history.Operation;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a process of the register workload calls: half of those that share a key read, the others make two compare-and-sets to a write. */
final class RegisterCaller implements Caller {
    private static final int VALUES = 5;

    private final Client client;
    private final int process;
    private final Long key;
    private final boolean alone;
    private final boolean reader;

    RegisterCaller(Client client, int process, WorkloadOptions options) {
        int group = options.threadsPerKey();
        this.client = client;
        this.process = process;
        this.key = (long) (process / group);
        this.alone = group == 1;
        this.reader = process % group < (group + 1) / 2;
    }

    @Override
    public void call(SplittableRandom random) {
        boolean read = alone ? random.nextBoolean() : reader;
        var unused = client.invoke(read ? operation("read", null) : change(random));
    }

    private Operation change(SplittableRandom random) {
        Long value = (long) random.nextInt(VALUES);
        return random.nextInt(3) == 0
                ? operation("write", value)
                : operation("cas", List.of((long) random.nextInt(VALUES), value));
    }

    private Operation operation(String f, @Nullable Object value) {
        return new Operation(0, 0, process, Operation.Type.INVOKE, f, key, value, null);
    }

    @Override
    public void close() {
        client.close();
    }
}
