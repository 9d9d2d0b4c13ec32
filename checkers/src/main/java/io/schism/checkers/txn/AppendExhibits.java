package io.schism.checkers.txn;

import io.schism.checkers.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of the anomalies of lists that are no cycles. */
final class AppendExhibits {
    private final Transactions transactions;
    private final Transcript transcript;
    private final AppendDialect dialect;
    private final Exhibits exhibits;

    AppendExhibits(Transcript transcript, AppendDialect dialect) {
        this.transactions = transcript.transactions();
        this.transcript = transcript;
        this.dialect = dialect;
        this.exhibits = new Exhibits(transcript);
    }

    Evidence misread(String anomaly, AppendDialect.Misread misread) {
        return exhibits.plain(anomaly, misread.sentence(), Map.of(), List.of(), misread.transaction());
    }

    private String keyText(int mop) {
        return Transcript.text(transactions.codes().keyOf(transactions.key()[mop]));
    }

    private String text(int mop) {
        return Transcript.text(transcript.valueOf(mop));
    }

    private Map<String, @Nullable Object> details(int key) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("key", transactions.codes().keyOf(key));
        return details;
    }

    Evidence incompatible(AppendDialect.Clash clash) {
        String name = Transcript.text(transactions.codes().keyOf(clash.key()));
        return exhibits.plain(
                "incompatible-order",
                "T1 and T2 read lists of key " + name
                        + " of which neither is the beginning of the other, so they cannot both have been there",
                details(clash.key()),
                List.of(),
                clash.one(),
                clash.other());
    }

    Evidence intermediateRead(int mop, int writer) {
        return exhibits.plain(
                "G1b",
                "T2 read key " + keyText(mop) + " as " + text(mop)
                        + ", a state in the middle of T1, which went on to append to it",
                details(transactions.key()[mop]),
                List.of(new Drawing.Arrow(0, 1, Step.Why.WR)),
                writer,
                transactions.owner()[mop]);
    }

    Evidence abortedRead(int mop, int writer, @Nullable Object element) {
        return exhibits.plain(
                "G1a",
                "T2 read key " + keyText(mop) + " with " + Transcript.text(element)
                        + " in it, which T1 appended and T1 failed",
                details(transactions.key()[mop]),
                List.of(new Drawing.Arrow(0, 1, Step.Why.WR)),
                writer,
                transactions.owner()[mop]);
    }

    /** {@code witness} shows that the element cannot have been there before the history began; below 0 where none is needed. */
    Evidence unwrittenRead(int mop, @Nullable Object element, int witness) {
        int reader = transactions.owner()[mop];
        String sentence = "T1 read key " + keyText(mop) + " with " + Transcript.text(element)
                + " in it, which no transaction appended";
        int[] some = witness < 0 || witness == reader ? new int[] {reader} : new int[] {reader, witness};
        return exhibits.plain("unwritten-read", sentence, details(transactions.key()[mop]), List.of(), some);
    }

    Evidence duplicate(int mop, @Nullable Object element) {
        return exhibits.plain(
                "duplicate-elements",
                "T1 read key " + keyText(mop) + " with " + Transcript.text(element)
                        + " in it more than once, though it was appended once",
                details(transactions.key()[mop]),
                List.of(),
                transactions.owner()[mop]);
    }

    Evidence dirtyUpdate(int aborted, int committed) {
        int key = transactions.key()[aborted];
        return exhibits.plain(
                "dirty-update",
                "T2 appended " + text(committed) + " to key " + keyText(aborted) + " on top of " + text(aborted)
                        + ", which T1 appended and T1 failed",
                details(key),
                List.of(new Drawing.Arrow(0, 1, Step.Why.WW)),
                transactions.owner()[aborted],
                transactions.owner()[committed],
                dialect.longestBy(key));
    }

    Evidence turnedRound(int key, int earlier, int later) {
        return exhibits.plain(
                "cyclic-versions",
                "T1 appended " + text(earlier) + " to key " + keyText(earlier) + " before " + text(later)
                        + ", yet T2 read it with " + text(later) + " in it and " + text(earlier) + " not before that",
                details(key),
                List.of(new Drawing.Arrow(0, 1, Step.Why.WR)),
                transactions.owner()[earlier],
                dialect.longestBy(key));
    }

    Evidence lostUpdate(int key, String state, List<Integer> same) {
        return exhibits.plain(
                "lost-update",
                "T1 and T2 both read key "
                        + Transcript.text(transactions.codes().keyOf(key)) + " " + state
                        + " and both appended to it, so one of them did not build on the other",
                details(key),
                List.of(new Drawing.Arrow(0, 1, Step.Why.RW), new Drawing.Arrow(1, 0, Step.Why.RW)),
                same.get(0),
                same.get(1));
    }
}
