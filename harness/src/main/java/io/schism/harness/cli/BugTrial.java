package io.schism.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * One run of a row of the ledger, exactly as its command line would make it.
 *
 * @param exit what {@code ./schism test} answered
 * @param reason the sentence of its verdict, or the complaint it ended with
 * @param directory where the run is kept; empty when there is none
 * @param seconds from its start, the cluster's included, to its verdict
 */
record BugTrial(int exit, String reason, String directory, long seconds) {
    /** Runs it. */
    static BugTrial of(List<String> arguments, int seed, Path runs) {
        List<String> words = new ArrayList<>(List.of("test"));
        words.addAll(arguments);
        words.addAll(List.of("--seed", Integer.toString(seed), "--runs", runs.toString(), "--json"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        long start = System.nanoTime();
        int exit = line.execute(words.toArray(new String[0]));
        long seconds = Math.round((System.nanoTime() - start) / 1e9);
        if (out.toString().isBlank()) {
            return new BugTrial(exit, err.toString().strip(), "", seconds);
        }
        try {
            JsonNode outcome = new ObjectMapper().readTree(out.toString());
            return new BugTrial(
                    exit,
                    outcome.path("reason").asText(),
                    outcome.path("directory").asText(),
                    seconds);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("./schism test --json writes JSON", e);
        }
    }

    boolean convicted() {
        return exit == ExitCode.INVALID.number();
    }

    boolean acquitted() {
        return exit == ExitCode.VALID.number();
    }

    /** Whether there was no run at all, so that another attempt is no use. */
    boolean broken() {
        return exit != ExitCode.UNKNOWN.number() && !convicted() && !acquitted();
    }

    /** {@code invalid}, {@code valid}, {@code unknown}, or the exit code of what was no run. */
    String word() {
        if (convicted()) {
            return "invalid";
        }
        if (acquitted()) {
            return "valid";
        }
        return broken() ? "exit " + exit : "unknown";
    }
}
