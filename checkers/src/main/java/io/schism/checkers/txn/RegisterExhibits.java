package io.schism.checkers.txn;

import io.schism.checkers.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of the anomalies of registers that are no cycles of transactions. */
final class RegisterExhibits {
    private final Transactions transactions;
    private final Transcript transcript;
    private final Exhibits exhibits;

    RegisterExhibits(Transcript transcript) {
        this.transactions = transcript.transactions();
        this.transcript = transcript;
        this.exhibits = new Exhibits(transcript);
    }

    Evidence misread(RegisterDialect.Misread misread) {
        return exhibits.plain("internal", misread.sentence(), Map.of(), List.of(), misread.transaction());
    }

    private Map<String, @Nullable Object> details(int keyNumber) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("key", transactions.codes().keyOf(keyNumber));
        return details;
    }

    private String keyText(int keyNumber) {
        return Transcript.text(transactions.codes().keyOf(keyNumber));
    }

    Evidence badRead(String anomaly, int mop, int writer, String what) {
        int keyNumber = transactions.key()[mop];
        return exhibits.plain(
                anomaly,
                "T2 read key " + keyText(keyNumber) + " as " + Transcript.text(transcript.valueOf(mop)) + ", " + what,
                details(keyNumber),
                List.of(new Drawing.Arrow(0, 1, Step.Why.WR)),
                writer,
                transactions.owner()[mop]);
    }

    /** {@code witness} saw another state that nobody wrote; below 0 where none is needed. */
    Evidence unwrittenRead(int keyNumber, int mop, int witness) {
        int reader = transactions.owner()[mop];
        String sentence = "T1 read key " + keyText(keyNumber) + " as " + Transcript.text(transcript.valueOf(mop))
                + ", which no transaction wrote";
        int[] some = witness < 0 || witness == reader ? new int[] {reader} : new int[] {reader, witness};
        return exhibits.plain("unwritten-read", sentence, details(keyNumber), List.of(), some);
    }

    Evidence lostUpdate(int keyNumber, long version, int one, int other) {
        return exhibits.plain(
                "lost-update",
                "T1 and T2 both read key " + keyText(keyNumber) + " as "
                        + Transcript.text(transactions.codes().value(version))
                        + " and both wrote it, so one of them did not build on the other",
                details(keyNumber),
                List.of(new Drawing.Arrow(0, 1, Step.Why.RW), new Drawing.Arrow(1, 0, Step.Why.RW)),
                one,
                other);
    }

    /** The key must be loaded: its versions are named. */
    Evidence cyclicVersions(int keyNumber, RegisterKey key, VersionSource source, int[] cycle, VersionEdges all) {
        List<Integer> some = new ArrayList<>();
        List<String> clauses = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < cycle.length; i++) {
            int earlier = cycle[i];
            int later = cycle[(i + 1) % cycle.length];
            values.add(transactions.codes().value(key.code[earlier]));
            String both = Transcript.text(transactions.codes().value(key.code[earlier])) + " before "
                    + Transcript.text(transactions.codes().value(key.code[later]));
            int found = all.find(earlier, later);
            if (found < 0) {
                clauses.add(both + " (a key is unset first)");
                continue;
            }
            int before = VersionEdges.earlier(all.witnesses()[found]);
            int after = VersionEdges.later(all.witnesses()[found]);
            clauses.add(both + " (" + name(some, before) + " and " + name(some, after) + ")");
        }
        Map<String, @Nullable Object> details = details(keyNumber);
        details.put("versions", values);
        details.put("sources", List.of(source.optionName()));
        return exhibits.plain(
                "cyclic-versions",
                "under " + source.optionName() + " the versions of key " + keyText(keyNumber) + " come in a circle: "
                        + String.join(", ", clauses),
                details,
                List.of(),
                some.stream().mapToInt(Integer::intValue).toArray());
    }

    private static String name(List<Integer> some, int transaction) {
        if (!some.contains(transaction)) {
            some.add(transaction);
        }
        return "T" + (some.indexOf(transaction) + 1);
    }
}
