package io.schism.checkers.txn;

import io.schism.checkers.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes evidence of anomalies: the argument in sentences, the operations that still show it, and a drawing. */
final class Exhibits {
    /** Of a longer cycle the middle is not told: the first steps and the last one carry the argument. */
    private static final int MOST_TOLD = 24;

    private final Transcript transcript;

    Exhibits(Transcript transcript) {
        this.transcript = transcript;
    }

    /**
     * An anomaly that is no cycle.
     *
     * @param sentence the contradiction; transactions are called T1, T2, … in the order given
     * @param arrows what to draw between them
     * @param some the transactions
     */
    Evidence plain(
            String anomaly,
            String sentence,
            Map<String, @Nullable Object> details,
            List<Drawing.Arrow> arrows,
            int... some) {
        String explanation = let(some) + "Then:\n  " + sentence + "\n";
        return new Evidence(
                anomaly,
                sentence,
                explanation,
                transcript.operations(some),
                details,
                Drawing.of(anomaly, boxes(some), arrows));
    }

    /** A cycle, with the transactions that show the order of versions. */
    Evidence cycle(Cycle cycle, Explainer explainer) {
        int[] round = cycle.transactions();
        List<String> clauses = new ArrayList<>();
        List<Drawing.Arrow> arrows = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        IntStream.Builder involved = IntStream.builder();
        for (int transaction : round) {
            involved.add(transaction);
        }
        int size = cycle.steps().size();
        for (int i = 0; i < size; i++) {
            Step step = cycle.steps().get(i);
            String from = "T" + (i + 1);
            String to = "T" + ((i + 1) % size + 1);
            clauses.add(from + " came before " + to + ", because " + explainer.because(step, from, to));
            arrows.add(new Drawing.Arrow(i, (i + 1) % size, step.why(), explainer.about(step)));
            kinds.add(step.why().name().toLowerCase(Locale.ROOT));
            for (int witness : explainer.witnesses(step)) {
                involved.add(witness);
            }
        }
        StringBuilder explanation = new StringBuilder(let(round)).append("Then:\n");
        for (int i = 0; i < size; i++) {
            if (told(i, size)) {
                explanation.append(i == size - 1 ? "  Yet " : "  ").append(clauses.get(i));
                explanation.append(i == size - 1 ? ": no order of them can be right.\n" : ".\n");
            } else if (told(i - 1, size)) {
                explanation.append("  … and so on, each before the next …\n");
            }
        }
        int[] witnesses = involved.build().distinct().skip(size).toArray();
        if (witnesses.length > 0) {
            explanation.append("The order of versions is known from:\n");
            for (int witness : witnesses) {
                explanation.append("  ").append(transcript.describe(witness)).append('\n');
            }
        }
        int[] all =
                IntStream.concat(IntStream.of(round), IntStream.of(witnesses)).toArray();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("steps", kinds);
        return new Evidence(
                cycle.anomaly(),
                String.join("; ", clauses.subList(0, Math.min(size, 3))) + (size > 3 ? "; and so on, in a circle" : ""),
                explanation.toString(),
                transcript.operations(all),
                details,
                Drawing.of(cycle.anomaly(), boxes(round), arrows));
    }

    private static boolean told(int place, int size) {
        return size <= MOST_TOLD || place < MOST_TOLD - 1 || place == size - 1;
    }

    private String let(int... some) {
        StringBuilder text = new StringBuilder("Let:\n");
        for (int i = 0; i < some.length; i++) {
            if (!told(i, some.length)) {
                text.append(told(i - 1, some.length) ? "  …\n" : "");
                continue;
            }
            text.append("  T")
                    .append(i + 1)
                    .append(" = ")
                    .append(transcript.describe(some[i]))
                    .append('\n');
        }
        return text.toString();
    }

    private List<Drawing.Box> boxes(int... some) {
        List<Drawing.Box> boxes = new ArrayList<>();
        for (int i = 0; i < some.length; i++) {
            boxes.add(new Drawing.Box("T" + (i + 1), transcript.where(some[i]), transcript.microOperations(some[i])));
        }
        return boxes;
    }
}
