package io.schism.checkers.txn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Registers that are overwritten. While the history is read it judges each transaction on its own. */
final class RegisterDialect implements Dialect {
    private final Codes codes;
    private final RepeatedKeys repeated = new RepeatedKeys();
    private final List<Misread> misreads = new ArrayList<>();

    RegisterDialect(Codes codes) {
        this.codes = codes;
    }

    /** A transaction that contradicts itself. */
    record Misread(int transaction, String sentence) {}

    @Override
    public String writeWord() {
        return "w";
    }

    @Override
    public long read(int transaction, int key, @Nullable Object value) {
        return codes.code(value);
    }

    @Override
    public void committed(int transaction, List<?> microOperations, int[] keys) {
        if (repeated.of(keys).length > 0) {
            judge(transaction, microOperations);
        }
    }

    private void judge(int transaction, List<?> microOperations) {
        Map<@Nullable Object, @Nullable Object> state = new HashMap<>();
        for (Object microOperation : microOperations) {
            List<?> mop = (List<?>) microOperation;
            Object key = mop.get(1);
            Object value = mop.get(2);
            if (!writeWord().equals(mop.get(0)) && state.containsKey(key) && !Objects.equals(state.get(key), value)) {
                misreads.add(new Misread(
                        transaction,
                        "T1 read key " + Transcript.text(key) + " as " + Transcript.text(value)
                                + ", though by its own reads and writes it was " + Transcript.text(state.get(key))));
                return;
            }
            state.put(key, value);
        }
    }

    List<Misread> misreads() {
        return misreads;
    }
}
