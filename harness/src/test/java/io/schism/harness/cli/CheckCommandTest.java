package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.CheckResult;
import io.schism.results.store.RunStore;
import io.schism.workloads.Workload;
import io.schism.workloads.catalog.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String GOOD = """
            {"process":0,"type":"invoke","f":"generate","value":null}
            {"process":0,"type":"ok","f":"generate","value":1}
            """;
    private static final String BAD = GOOD + """
            {"process":1,"type":"invoke","f":"generate","value":null}
            {"process":1,"type":"ok","f":"generate","value":1}
            """;

    @TempDir
    Path directory;

    private String good = "";
    private String bad = "";
    private String empty = "";
    private String broken = "";

    @BeforeEach
    void writeHistories() throws IOException {
        good = file("good.jsonl", GOOD);
        bad = file("bad.jsonl", BAD);
        empty = file("empty.jsonl", "");
        broken = file("broken.jsonl", GOOD + "{\"process\":}\n");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void tellsVerdictTimeAndPathInOneLine() {
        CommandRun run = CommandRun.of("check", good, "--workload", "unique-ids");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).matches("valid \\d+\\.\\d{3} \\Q" + good + "\\E\\R");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void indentsTheContradictionBelowAnInvalidHistory() {
        CommandRun run = CommandRun.of("check", bad, "--model", "unique-ids", "--repeat", "3");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines().toList()).hasSize(2).satisfies(lines -> {
            assertThat(lines.get(0)).startsWith("invalid ");
            assertThat(lines.get(1)).startsWith("    duplicate-id: identifier 1 was handed out");
        });
    }

    @Test
    void letsTheWorstFileDecideTheExitCode() {
        assertThat(CommandRun.of("check", good, empty, "--workload", "unique-ids")
                        .exit())
                .isEqualTo(2);
        assertThat(CommandRun.of("check", bad, empty, good, "--workload", "unique-ids")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void namesTheMalformedLineInOneLineAndStillJudgesTheOtherFiles() {
        CommandRun alone = CommandRun.of("check", broken, "--workload", "unique-ids");
        CommandRun beside = CommandRun.of("check", broken, bad, "--workload", "unique-ids");

        assertThat(alone.exit()).isEqualTo(64);
        assertThat(alone.out()).isEmpty();
        assertThat(alone.err().lines()).singleElement().asString().startsWith("schism: " + broken + ":3:12: not JSON");
        assertThat(beside.exit()).isEqualTo(1);
        assertThat(beside.out()).startsWith("invalid ");
        assertThat(CommandRun.of("check", broken, good, "--workload", "unique-ids")
                        .exit())
                .isEqualTo(64);
        assertThat(CommandRun.of("check", broken, "--json", "--workload", "unique-ids")
                        .out())
                .contains("\"verdict\":\"unknown\"", "broken.jsonl:3:12");
    }

    @Test
    void writesOneJsonObjectAFile() {
        CommandRun run = CommandRun.of("check", bad, good, "--workload", "unique-ids", "--json");

        assertThat(run.out().lines().toList()).hasSize(2).satisfies(lines -> {
            assertThat(lines.get(0))
                    .startsWith("{\"path\":")
                    .contains(
                            "\"verdict\":\"invalid\"",
                            "\"reason\":\"identifier 1",
                            "\"millis\":",
                            "\"operations\":2",
                            "\"anomalies\":[\"duplicate-id\"]",
                            "\"not\":[]",
                            "\"alsoNot\":[]",
                            "\"evidence\":[{");
            assertThat(lines.get(1)).contains("\"verdict\":\"valid\"", "\"operations\":1");
        });
    }

    @Test
    void takesTheWorkloadFromARunDirectoryAndForgivesItsTornEnd() throws IOException {
        Path run = run("unique-ids", BAD + "{\"process\":1,\"ty");

        CommandRun check = CommandRun.of("check", run.toString());

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out()).contains("left out: 16 bytes of an operation", "in line 5", "duplicate-id");
    }

    @Test
    void judgesARunByItsOwnWorkloadsCheckersAndKeepsWhatElseItFound() throws IOException {
        Path run = run("register", """
                {"time":1,"process":0,"type":"invoke","f":"write","key":0,"value":1}
                {"time":2,"process":0,"type":"ok","f":"write","key":0,"value":1}
                {"time":3,"process":0,"type":"invoke","f":"read","key":0,"value":null}
                {"time":4,"process":0,"type":"ok","f":"read","key":0,"value":1}
                """);

        CommandRun sound = CommandRun.of("check", run.toString());
        RunStore.open(run)
                .writeVerdict(
                        CheckResult.compose(
                                "run",
                                List.of(
                                        CheckResult.unknown("linearizable", "an old judgement"),
                                        CheckResult.unknown("nemesis", "a fault has no proof"))),
                        List.of());
        CommandRun doubtful = CommandRun.of("check", run.toString());

        assertThat(sound.exit()).as(sound.out()).isZero();
        assertThat(doubtful.exit()).isEqualTo(2);
        assertThat(doubtful.out()).contains("a fault has no proof").doesNotContain("an old judgement");
    }

    @Test
    void doesNotCallARunValidThatBrokeOffWithAFaultInForce() throws IOException {
        Path run = run("register", """
                {"time":1,"process":0,"type":"invoke","f":"write","key":0,"value":1}
                {"time":2,"process":0,"type":"ok","f":"write","key":0,"value":1}
                {"time":3,"process":0,"type":"invoke","f":"read","key":0,"value":null}
                {"time":4,"process":0,"type":"ok","f":"read","key":0,"value":1}
                """);
        Path faults = run.resolve("faults.jsonl");
        String inForce = """
                {"id":1,"event":"begun","time":2,"fault":"kill","variant":"one","name":"kill n1","targets":["n1"]}
                {"id":1,"event":"evidence","time":3,"fault":"kill","variant":"one","name":"kill n1","targets":["n1"],"happened":true,"sentence":"pid 7 of n1 is gone","measures":{}}
                """;

        Files.writeString(faults, inForce);
        CommandRun broken = CommandRun.of("check", run.toString());
        Files.writeString(
                faults,
                inForce
                        + "{\"id\":1,\"event\":\"healed\",\"time\":4,\"fault\":\"kill\",\"variant\":\"one\",\"name\":\"kill n1\",\"targets\":[\"n1\"]}\n");
        CommandRun healed = CommandRun.of("check", run.toString());

        assertThat(broken.exit()).as(broken.out()).isEqualTo(2);
        assertThat(broken.out()).contains("whether kill n1 happened and was undone is not known");
        assertThat(healed.exit()).as(healed.out()).isZero();
    }

    @Test
    void judgesARunAsTheOptionsSayWhereTheyConcernItsWorkload() throws IOException {
        Path run = run("append", """
                {"time":1,"process":0,"type":"invoke","f":"txn","value":[["append",0,1]]}
                {"time":2,"process":0,"type":"ok","f":"txn","value":[["append",0,1]]}
                {"time":3,"process":1,"type":"invoke","f":"txn","value":[["r",0,null]]}
                {"time":4,"process":1,"type":"ok","f":"txn","value":[["r",0,[]]]}
                """);

        CommandRun strict = CommandRun.of("check", run.toString());
        CommandRun serializable = CommandRun.of("check", run.toString(), "--consistency", "serializable");

        assertThat(strict.exit()).as(strict.out()).isEqualTo(1);
        assertThat(serializable.exit()).as(serializable.out()).isZero();
    }

    @Test
    void refusesOptionsThatDoNotConcernTheCheckersOfARun() throws IOException {
        Path run = run("register", GOOD);

        for (String[] option : new String[][] {
            {"--consistency", "serializable"},
            {"--anomalies", "G1a"},
            {"--linearizable-keys"},
            {"--sequential-keys"},
            {"--wfr-keys"}
        }) {
            List<String> words = new ArrayList<>(List.of("check", run.toString()));
            words.addAll(List.of(option));
            CommandRun check = CommandRun.of(words.toArray(new String[0]));

            assertThat(check.exit()).as(option[0]).isEqualTo(64);
            assertThat(check.err().lines())
                    .singleElement()
                    .asString()
                    .contains(option[0] + " does not concern", "workload register", "--initial, --null-read");
        }
        CommandRun file = CommandRun.of("check", good, "--workload", "service-discovery", "--initial", "1");
        assertThat(file.exit()).isEqualTo(64);
        assertThat(file.err()).contains("--initial does not concern", "service-discovery");
    }

    @Test
    void knowsTheCheckersOfEveryWorkload() {
        for (Workload workload : Workloads.all()) {
            CommandRun run = CommandRun.of("check", empty, "--workload", workload.name());

            assertThat(run.exit()).as(workload.name() + ": " + run.err()).isNotEqualTo(64);
        }
        assertThat(CommandRun.of("check", empty, "--workload", "services").err())
                .contains("service-discovery", "long-fork")
                .hasLineCount(1);
    }

    @Test
    void judgesWhatTheNodesOfARunSaidOfThemselves() throws IOException {
        Path run = run("unique-ids", GOOD);
        Path replicas = Files.writeString(run.resolve("replicas.jsonl"), """
                {"time":1,"answered":2,"atRest":true,"node":"n1","says":"copy","position":9,"base":0,"digest":1}
                {"time":1,"answered":2,"atRest":true,"node":"n2","says":"copy","position":9,"base":0,"digest":2}
                """);
        Path page = directory.resolve("out.html");

        CommandRun unequal = CommandRun.of("check", run.toString(), "--report", page.toString());
        Files.writeString(replicas, "no JSON\n{}\n");
        CommandRun damaged = CommandRun.of("check", run.toString());

        assertThat(unequal.exit()).isEqualTo(1);
        assertThat(unequal.out()).contains("at position 9 the copies differ: n1 against n2");
        assertThat(page).content().contains("unequal-copies").doesNotContain("The same operations as a table");
        assertThat(damaged.exit()).isEqualTo(64);
        assertThat(damaged.err()).contains("replicas.jsonl, line 1").hasLineCount(1);
    }

    @Test
    void writesThePageOfAFileAndOfARun() throws IOException {
        Path page = directory.resolve("out.html");
        CommandRun ofFile = CommandRun.of("check", bad, "--workload", "unique-ids", "--report", page.toString());

        assertThat(ofFile.exit()).isEqualTo(1);
        assertThat(page).content().contains("<html", "identifier 1 was handed out", "--report");
        CommandRun ofRun = CommandRun.of("check", run("unique-ids", BAD).toString(), "--report", page.toString());

        assertThat(ofRun.exit()).isEqualTo(1);
        assertThat(page).content().contains("<html", "identifier 1 was handed out");
    }

    private Path run(String workload, String history) throws IOException {
        Path run = Files.createDirectory(directory.resolve("run"));
        Files.writeString(
                run.resolve("run.json"),
                "{\"seed\":{\"workload\":\"x\"},\"workload\":\"" + workload
                        + "\",\"nodes\":[\"n1\",\"n2\",\"n3\"],\"concurrency\":6}");
        Files.writeString(run.resolve("history.jsonl"), history);
        return run;
    }

    @Test
    void refusesWhatItCannotUnderstandWith64() {
        for (String[] arguments : new String[][] {
            {"check", good},
            {"check", good, "--workload", "nonsense"},
            {"check", good, "--workload", "unique-ids", "--model", "unique-ids"},
            {"check", good + "x", "--workload", "unique-ids"},
            {"check", directory.toString()},
            {"check", good, "--workload", "unique-ids", "--threads", "0"},
            {"check", good, "--workload", "unique-ids", "--repeat", "0"},
            {"check", good, "--workload", "unique-ids", "--budget", "0s"},
            {"check", good, "--workload", "unique-ids", "--initial", "free"},
            {"check", good, bad, "--workload", "unique-ids", "--report", good + ".html"},
            {"check", good, "--workload", "unique-ids", "--report", good + "/nowhere/out.html"},
        }) {
            CommandRun run = CommandRun.of(arguments);

            assertThat(run.exit()).as(String.join(" ", arguments)).isEqualTo(64);
            assertThat(run.err().lines()).singleElement().asString().startsWith("schism: ");
            assertThat(run.out()).isEmpty();
        }
    }
}
