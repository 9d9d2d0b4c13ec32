package io.schism.results.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One run as a zip, made while it is sent. Links are left out: what they point to need not belong to the run.
 *
 * @param run the directory of the run
 */
record RunZip(Path run) {
    void writeTo(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> walk = Files.walk(run)) {
            List<Path> files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
            for (Path file : files) {
                String name = run.relativize(file).toString().replace('\\', '/');
                zip.putNextEntry(new ZipEntry(run.getFileName() + "/" + name));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }
}
