package io.schism.checkers.linear;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splits a history by key: it is linearizable exactly when each key is (Herlihy and Wing, TOPLAS 12(3), 1990, theorem 1). */
final class Keys {
    /** The invocations of one key that may have taken effect. */
    static final class Part {
        final @Nullable Object key;
        int[] positions = new int[16];
        int count;

        Part(@Nullable Object key) {
            this.key = key;
        }

        void add(int position) {
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, count * 2);
            }
            positions[count++] = position;
        }
    }

    private Keys() {}

    /** The parts, in the order in which the keys appear. */
    static List<Part> of(History history) {
        Map<@Nullable Object, Part> parts = new HashMap<>();
        List<Part> ordered = new ArrayList<>();
        for (int position = 0; position < history.size(); position++) {
            Operation operation = history.get(position);
            if (operation.type() != Operation.Type.INVOKE || !operation.ofClient()) {
                continue;
            }
            int pair = history.pairOf(position);
            if (pair != History.NONE && history.get(pair).type() == Operation.Type.FAIL) {
                continue;
            }
            Part part = parts.get(operation.key());
            if (part == null) {
                part = new Part(operation.key());
                parts.put(operation.key(), part);
                ordered.add(part);
            }
            part.add(position);
        }
        return ordered;
    }
}
