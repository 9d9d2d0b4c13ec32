package io.schism.results.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTreeTest {
    @TempDir
    Path folder;

    @Test
    void removesLinksAndLeavesWhatTheyLeadTo() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path kept = Files.writeString(other.resolve("kept"), "kept");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("a/b"));
        Files.writeString(tree.resolve("a/b/file"), "gone");
        Files.createSymbolicLink(tree.resolve("a/link"), other);

        DirectoryTree.remove(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept).hasContent("kept");
    }

    @Test
    void doesNothingWhenItIsGoneAlready() throws IOException {
        DirectoryTree.remove(folder.resolve("never"));

        assertThat(folder).isEmptyDirectory();
    }
}
