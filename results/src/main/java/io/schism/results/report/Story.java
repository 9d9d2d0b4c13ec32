package io.schism.results.report;

import io.schism.results.Amounts;
import io.schism.results.FaultWindow;
import io.schism.results.RunInfo;
import io.schism.results.RunRecord;
import io.schism.results.figures.AvailabilityFigures;
import io.schism.results.figures.OperationFigures;
import io.schism.results.figures.RunFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happened in a run, in plain sentences. */
final class Story {
    private Story() {}

    static List<String> of(RunRecord run, RunFigures figures) {
        List<String> sentences = new ArrayList<>();
        sentences.add(load(run.info(), figures));
        sentences.add(faults(run.faults()));
        run.faults().stream()
                .filter(fault -> fault.begun() != null && !fault.proven())
                .map(fault -> "Fault " + fault.id() + " (" + fault.name()
                        + ") has no proof, so it counts as if it had not happened"
                        + (fault.evidence().isEmpty() ? "." : ": " + fault.evidence() + "."))
                .forEach(sentences::add);
        run.faults().stream()
                .filter(fault -> !fault.problem().isEmpty())
                .map(fault -> "Fault " + fault.id() + " (" + fault.name() + ") had a problem: " + fault.problem() + ".")
                .forEach(sentences::add);
        outage(run, figures).ifPresent(sentences::add);
        if (run.info().ended() == null) {
            sentences.add(
                    "The run has no end: it was killed, or it is going on. What is told here is what it had recorded.");
        }
        run.notes().stream().map(Story::sentence).forEach(sentences::add);
        return sentences;
    }

    private static String load(RunInfo info, RunFigures figures) {
        OperationFigures all = figures.all();
        String where = info.nodes().isEmpty()
                ? ""
                : " against " + Amounts.count(info.nodes().size(), "node") + " of " + info.system() + " ("
                        + info.environment() + ")";
        if (all.total() == 0) {
            return "No operation was recorded" + where + ", so there is nothing that could have been checked.";
        }
        String clients = info.concurrency() == 0 ? "Clients" : Amounts.count(info.concurrency(), "client");
        return clients + " issued " + Amounts.count(all.total(), "operation") + where + " in "
                + Amounts.duration(figures.span()) + ": " + Amounts.count(all.ok()) + " took effect ("
                + Amounts.rate(figures.okPerSecond()) + "), " + Amounts.count(all.fail())
                + " certainly did not, and the outcome of " + Amounts.count(all.info()) + " is unknown.";
    }

    private static String faults(List<FaultWindow> faults) {
        List<FaultWindow> begun =
                faults.stream().filter(fault -> fault.begun() != null).toList();
        if (begun.isEmpty()) {
            return faults.isEmpty()
                    ? "No fault was injected."
                    : "Of " + Amounts.count(faults.size(), "planned fault") + " none began.";
        }
        Map<String, Long> families = begun.stream()
                .collect(Collectors.groupingBy(FaultWindow::fault, LinkedHashMap::new, Collectors.counting()));
        String list = families.entrySet().stream()
                .map(family -> family.getKey() + " × " + family.getValue())
                .collect(Collectors.joining(", "));
        long proven = begun.stream().filter(FaultWindow::proven).count();
        long healed = begun.stream().filter(fault -> fault.healed() != null).count();
        return Amounts.count(begun.size(), "fault") + (begun.size() == 1 ? " was" : " were") + " injected (" + list
                + "): " + part(proven, begun.size()) + " proven by a measurement, " + part(healed, begun.size())
                + " healed.";
    }

    private static String part(long some, int all) {
        return some == all ? all == 1 ? "it was" : "all were" : Amounts.count(some) + (some == 1 ? " was" : " were");
    }

    private static Optional<String> outage(RunRecord run, RunFigures figures) {
        if (figures.all().total() == 0) {
            return Optional.empty();
        }
        if (figures.all().ok() == 0) {
            return Optional.of("Not a single operation succeeded.");
        }
        return Optional.of(sentence(AvailabilityFigures.of(run).sentence()));
    }

    private static String sentence(String words) {
        String text = words.strip();
        if (text.isEmpty()) {
            return text;
        }
        boolean ended = text.endsWith(".") || text.endsWith("!") || text.endsWith("?");
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + (ended ? "" : ".");
    }
}
