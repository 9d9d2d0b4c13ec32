package io.schism.results.report;

import java.util.List;

/** What {@code report.mustache} prints; every member is text that the template escapes. */
record ReportModel(
        Headline headline,
        String heading,
        String subheading,
        List<String> story,
        EvidenceSections evidence,
        boolean charts,
        String intervalWords,
        boolean nodeChart,
        List<FaultLine> faults,
        List<FiguresLine> figures,
        List<FamilyLine> outages,
        List<CheckerSection> checkers,
        List<Row> configuration,
        List<Row> versions,
        String repeat,
        String checkAgain) {
    boolean hasFaults() {
        return !faults.isEmpty();
    }

    boolean hasOutages() {
        return !outages.isEmpty();
    }

    boolean hasConfiguration() {
        return !configuration.isEmpty();
    }

    boolean hasVersions() {
        return !versions.isEmpty();
    }
}
