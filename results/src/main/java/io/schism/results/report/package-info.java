/**
 * Tells a run to people and to build servers: {@link io.schism.results.report.Report} as a page, {@link
 * io.schism.results.report.EvidencePage} as a page for a history without a run, {@link io.schism.results.report.ConsoleSummary} as text,
 * {@link io.schism.results.report.MarkdownSummary} and {@link io.schism.results.report.JunitXml} for a build server.
 */
@NullMarked
package io.schism.results.report;

import org.jspecify.annotations.NullMarked;
