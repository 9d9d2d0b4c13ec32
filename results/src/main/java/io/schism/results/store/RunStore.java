package io.schism.results.store;

import io.schism.results.RunInfo;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A directory of runs: {@code <workload>/<timestamp>-<seed>/}, and a link {@code latest} beside the runs of each workload and at the top.
 * Nothing is ever written outside of it. Safe for several threads and processes.
 */
public final class RunStore {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String LATEST = "latest";
    private static final int MOST_IN_ONE_SECOND = 1000;

    private final Path root;

    private RunStore(Path root) {
        this.root = root;
    }

    /** The store in this directory, which is made with the first run. */
    public static RunStore at(Path root) {
        return new RunStore(
                Objects.requireNonNull(root, "root").toAbsolutePath().normalize());
    }

    /** The directory itself. */
    public Path root() {
        return root;
    }

    /**
     * Makes the directory of a new run, writes {@code run.json} and moves the links.
     *
     * @throws RunStoreException when it cannot be made
     */
    public RunDirectory create(RunInfo info) {
        String workload = FileName.of(info.workload());
        if (workload.equals(LATEST)) {
            throw new RunStoreException("a workload cannot be called \"latest\": that is the link to the newest run");
        }
        Path parent = root.resolve(workload);
        makeParent(parent);
        String name = TIMESTAMP.format(info.started()) + "-" + info.seed();
        RunDirectory run = new RunDirectory(makeNew(parent, name));
        run.writeInfo(info);
        Path made = run.path();
        AtomicFile.link(parent.resolve(LATEST), made.getFileName());
        AtomicFile.link(root.resolve(LATEST), root.relativize(made));
        return run;
    }

    /**
     * Removes a run that never began, with the folders made for it alone; the links go back to the runs before.
     *
     * @throws RunStoreException when something of it cannot be removed
     */
    public void discard(RunDirectory run) {
        Path parent = run.path().getParent();
        try {
            DirectoryTree.remove(run.path());
            for (Path folder : List.of(Objects.requireNonNull(parent), root)) {
                Files.deleteIfExists(folder.resolve(LATEST));
                Optional<Path> newest = list().stream()
                        .map(summary -> root.resolve(summary.id()))
                        .filter(path -> path.startsWith(folder))
                        .findFirst();
                newest.ifPresent(path -> AtomicFile.link(folder.resolve(LATEST), folder.relativize(path)));
                deleteWhenEmpty(folder);
            }
        } catch (IOException e) {
            throw new RunStoreException(IoTrouble.sentence("cannot remove the run", run.path(), e), e);
        }
    }

    private static void deleteWhenEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException inUse) {
            return; // other runs live there
        }
    }

    /**
     * A run anywhere on disk.
     *
     * @throws RunStoreException when the directory holds neither {@code run.json} nor {@code history.jsonl}
     */
    public static RunDirectory open(Path path) {
        RunDirectory run = new RunDirectory(path);
        if (!isRun(run)) {
            throw new RunStoreException(path + " is not a run: it holds neither run.json nor history.jsonl");
        }
        return run;
    }

    /** All runs, newest first. Links are not followed, so a run is listed once. */
    public List<RunSummary> list() {
        List<RunSummary> runs = new ArrayList<>();
        for (Path workload : directories(root)) {
            for (Path path : directories(workload)) {
                RunDirectory run = new RunDirectory(path);
                if (isRun(run)) {
                    runs.add(RunSummary.of(root, run));
                }
            }
        }
        runs.sort(Comparator.comparing(RunSummary::started)
                .thenComparing(RunSummary::id)
                .reversed());
        return runs;
    }

    /**
     * The run with this id, as {@link RunSummary#id} has it, or one of the links: {@code latest}, {@code register/latest}. Empty when
     * there is none, or when the name or a link leads out of this store.
     */
    public Optional<RunDirectory> find(String id) {
        Path path = root;
        for (String segment : id.split("/", -1)) {
            if (!segment.equals(FileName.of(segment))) {
                return Optional.empty();
            }
            path = path.resolve(segment);
        }
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        try {
            Path real = path.toRealPath();
            RunDirectory run = new RunDirectory(real);
            return real.startsWith(root.toRealPath()) && isRun(run) ? Optional.of(run) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // removed while we looked
        }
    }

    private void makeParent(Path parent) {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new RunStoreException("the runs directory " + root + " is a file; give a directory with --runs");
        }
        try {
            Files.createDirectories(root);
            Files.createDirectories(parent);
            if (!parent.toRealPath().startsWith(root.toRealPath())) {
                throw new RunStoreException(
                        parent + " is a link that leads out of the runs directory; remove the link");
            }
        } catch (IOException e) {
            throw new RunStoreException(IoTrouble.sentence("cannot make the runs directory", parent, e), e);
        }
    }

    private static Path makeNew(Path parent, String name) {
        for (int i = 1; i <= MOST_IN_ONE_SECOND; i++) {
            Path path = parent.resolve(i == 1 ? name : name + "-" + i);
            try {
                return Files.createDirectory(path);
            } catch (FileAlreadyExistsException e) {
                // The same seed twice in one second: the next name.
            } catch (IOException e) {
                throw new RunStoreException(IoTrouble.sentence("cannot make the run directory", path, e), e);
            }
        }
        throw new RunStoreException(
                parent + " holds " + MOST_IN_ONE_SECOND + " runs called " + name + "; wait a second");
    }

    private static boolean isRun(RunDirectory run) {
        return Files.isRegularFile(run.infoFile()) || Files.isRegularFile(run.historyFile());
    }

    private static List<Path> directories(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        List<Path> directories = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    directories.add(entry);
                }
            }
        } catch (IOException e) {
            throw new RunStoreException(IoTrouble.sentence("cannot read the runs directory", parent, e), e);
        }
        return directories;
    }
}
