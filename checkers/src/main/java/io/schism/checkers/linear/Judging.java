package io.schism.checkers.linear;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.model.Model;
import io.schism.checkers.model.NotInModelException;
import io.schism.checkers.model.NullRead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** One check of one history: judges the keys side by side and puts their answers together. */
final class Judging {
    private static final int KEYS_NAMED = 16;
    private static final long STEPS_TO_CONFIRM = 5_000;

    /** What the evidence may take of the time that is left; the verdict is known by then. */
    private static final double SHARE_OF_EVIDENCE = 0.5;

    /** What became of one key: an answer, or the reason why there is none. */
    private record Judged(@Nullable Calls calls, @Nullable Answer answer, String unknown) {}

    private final String checker;
    private final History history;
    private final Model model;
    private final Object initial;
    private final NullRead nullRead;
    private final Spending spending;

    Judging(String checker, History history, Model model, Object initial, NullRead nullRead, Spending spending) {
        this.checker = checker;
        this.history = history;
        this.model = model;
        this.initial = initial;
        this.nullRead = nullRead;
        this.spending = spending;
    }

    CheckResult judge(int threads) {
        List<Keys.Part> parts = Keys.of(history);
        if (parts.isEmpty() && history.operations().stream().noneMatch(operation -> operation.ofClient())) {
            return CheckResult.unknown(checker, "the history has no operation of a client; nothing was checked");
        }
        return together(parts, judgeAll(parts, threads));
    }

    private AtomicReferenceArray<Judged> judgeAll(List<Keys.Part> parts, int threads) {
        AtomicReferenceArray<Judged> judged = new AtomicReferenceArray<>(parts.size());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            order.add(i);
        }
        // The longest first, so that no thread is left alone with it at the end.
        order.sort(Comparator.comparingInt(i -> -parts.get(i).count));
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < order.size(); i = next.getAndIncrement()) {
                judged.set(order.get(i), judgeOne(parts.get(order.get(i))));
            }
        };
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, parts.size()); i++) {
            Thread helper = new Thread(work, "linearizable-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
        work.run();
        for (Thread helper : helpers) {
            join(helper);
        }
        return judged;
    }

    /** Waits for the thread, which keeps the budget itself; an interrupt is handed on and ends it early. */
    private static void join(Thread helper) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (interrupted) {
            helper.interrupt();
        }
        while (true) {
            try {
                helper.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                helper.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Judged judgeOne(Keys.Part part) {
        Calls calls = null;
        try {
            spending.checkTime();
            calls = Calls.of(history, part.positions, part.count, model, nullRead);
            return new Judged(calls, Judge.judge(calls, initial, spending), "");
        } catch (SpentException | NotInModelException e) {
            return new Judged(calls, null, String.valueOf(e.getMessage()));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // A model may be the user's own: whatever it throws leaves this key undecided, and the other keys are
            // judged still.
            return new Judged(calls, null, "the check failed: " + e);
        }
    }

    private CheckResult together(List<Keys.Part> parts, AtomicReferenceArray<Judged> judged) {
        List<@Nullable Object> invalid = new ArrayList<>();
        List<@Nullable Object> unknown = new ArrayList<>();
        int shown = -1;
        int firstUnknown = -1;
        long operations = 0;
        long configurations = 0;
        for (int i = 0; i < parts.size(); i++) {
            Judged one = judged.get(i);
            operations += one.calls == null ? 0 : one.calls.size();
            if (one.answer == null) {
                firstUnknown = firstUnknown < 0 ? i : firstUnknown;
                unknown.add(parts.get(i).key);
                continue;
            }
            configurations += one.answer.configurations();
            if (one.answer.isInvalid()) {
                boolean shorter = shown < 0 || length(one) < length(judged.get(shown));
                shown = shorter ? i : shown;
                invalid.add(parts.get(i).key);
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("model", model.name());
        details.put("operations", operations);
        details.put("keys", (long) parts.size());
        details.put("configurations", configurations);
        if (!invalid.isEmpty()) {
            details.put("invalidKeyCount", (long) invalid.size());
            details.put("invalidKeys", first(invalid));
        }
        if (!unknown.isEmpty()) {
            details.put("unknownKeyCount", (long) unknown.size());
            details.put("unknownKeys", first(unknown));
        }
        if (shown >= 0) {
            return invalid(parts.get(shown), judged.get(shown), details);
        }
        if (firstUnknown >= 0) {
            String where = parts.size() == 1 ? "" : "key " + parts.get(firstUnknown).key + ": ";
            return CheckResult.of(checker, Verdict.UNKNOWN, where + judged.get(firstUnknown).unknown, details);
        }
        String keys = parts.size() == 1 ? "" : " on " + parts.size() + " keys";
        return CheckResult.of(
                checker,
                Verdict.VALID,
                operations + " operations" + keys + " are linearizable for " + model.name(),
                details);
    }

    /** How much there is to be shown of a key that failed. */
    private static int length(Judged one) {
        Answer answer = Objects.requireNonNull(one.answer);
        List<Integer> core = answer.core();
        return core == null ? Objects.requireNonNull(one.calls).invokedBefore(answer.failing()) : core.size();
    }

    private CheckResult invalid(Keys.Part part, Judged judged, Map<String, @Nullable Object> details) {
        Calls calls = Objects.requireNonNull(judged.calls);
        Answer answer = Objects.requireNonNull(judged.answer);
        Spending share = spending.share(SHARE_OF_EVIDENCE);
        boolean groupsMayGo = initial.equals(model.initial(null));
        Shrinker.Shrunk shrunk;
        try {
            shrunk = new Shrinker(initial, groupsMayGo, share).shrink(calls, answer);
        } catch (SpentException e) {
            String reason = "an operation" + (part.key == null ? "" : " on key " + part.key)
                    + " cannot be explained, but which one was not found: " + e.getMessage();
            return CheckResult.invalid(checker, reason, details, List.of());
        }
        boolean confirmed;
        try {
            confirmed = PlainSearch.run(shrunk.calls(), initial, share.withSteps(STEPS_TO_CONFIRM))
                    .isInvalid();
            if (!confirmed) {
                // Must not happen. If it does, one of the two is wrong, and a guess would be no verdict.
                return CheckResult.of(
                        checker,
                        Verdict.UNKNOWN,
                        "the quick and the plain search disagree on "
                                + shrunk.calls().size()
                                + " operations; this is a mistake of the checker, please report it with the history",
                        details);
            }
        } catch (SpentException e) {
            confirmed = false;
        }
        Evidence evidence =
                new Explanation(history, model, initial, part.key).of(shrunk, calls.size(), confirmed, share);
        return CheckResult.invalid(checker, evidence.contradiction(), details, List.of(evidence));
    }

    private static List<@Nullable Object> first(List<@Nullable Object> keys) {
        return new ArrayList<>(keys.subList(0, Math.min(KEYS_NAMED, keys.size())));
    }
}
