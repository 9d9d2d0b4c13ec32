package io.schism.harness.environment.docker.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Launch;
import io.schism.harness.environment.ScratchFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The images that Schism makes itself, of programs that are installed here; one is built when it is first needed and kept, and its tag
 * changes with its content. Safe for several threads of one program.
 */
public final class LocalImages {
    private static final String FAMILY = "schism/";

    private final DockerClient client;
    private final Consumer<String> progress;

    /**
     * Images of an engine.
     *
     * @param client the engine
     * @param progress told in a line what is being built
     */
    public LocalImages(DockerClient client, Consumer<String> progress) {
        this.client = client;
        this.progress = progress;
    }

    /** The image of the side container. */
    public String pod() {
        return present(Recipes.pod());
    }

    /** The command that runs the shaper in the image of the side container. */
    public static String shaper() {
        return Recipes.SHAPER;
    }

    /** The image of etcd: of this binary, or of the one on the PATH. */
    public String etcd(Optional<Path> binary) {
        return present(Recipes.etcd(binary.orElseGet(() -> Programs.need("etcd", "etcd-server"))));
    }

    /** The image of the Raft node. */
    public String raft() {
        return present(Recipes.raft());
    }

    /**
     * How a program that is started so on this machine is started in an image of it: programs by their names, Java and its class path by
     * their places in the Raft node's image.
     */
    public static Launch inImage(Launch here) {
        List<String> command = new ArrayList<>(here.command());
        String program = Path.of(command.get(0)).getFileName().toString();
        command.set(0, program.equals("java") ? Recipes.RUNTIME + "/bin/java" : program);
        Map<String, String> environment = new HashMap<>(here.environment());
        environment.computeIfPresent("CLASSPATH", (name, path) -> Recipes.classPathInImage());
        return new Launch(command, environment, here.files());
    }

    /** All images of Schism that the engine has, with their sizes in bytes. */
    public List<Built> list() {
        List<Built> built = new ArrayList<>();
        for (Image image : client.listImagesCmd().exec()) {
            String[] tags = image.getRepoTags();
            for (String tag : tags == null ? new String[0] : tags) {
                if (tag.startsWith(FAMILY)) {
                    built.add(new Built(tag, image.getSize()));
                }
            }
        }
        return built;
    }

    /** Removes all images of Schism that no container uses; answers with those that are gone. */
    public List<Built> removeAll() {
        List<Built> gone = new ArrayList<>();
        for (Built image : list()) {
            try {
                client.removeImageCmd(image.reference()).exec();
                gone.add(image);
            } catch (DockerException inUse) {
                progress.accept("kept " + image.reference() + ": "
                        + String.valueOf(inUse.getMessage()).strip());
            }
        }
        return gone;
    }

    private synchronized String present(Recipe recipe) {
        try {
            client.inspectImageCmd(recipe.reference()).exec();
            return recipe.reference();
        } catch (NotFoundException absent) {
            progress.accept("building image " + recipe.reference() + " (" + recipe.contents() + ")");
        }
        Path archive = null;
        try {
            archive = ScratchFiles.file("image", ".tar");
            try (OutputStream out = Files.newOutputStream(archive)) {
                recipe.filesystem().get().writeTo(out);
            }
            try (InputStream in = Files.newInputStream(archive)) {
                client.buildImageCmd(in)
                        .withTags(Set.of(recipe.reference()))
                        .start()
                        .awaitImageId();
            }
            return recipe.reference();
        } catch (IOException | DockerException | DockerClientException e) {
            throw new EnvironmentException("cannot build image " + recipe.reference() + ": " + e.getMessage(), e);
        } finally {
            discard(archive);
        }
    }

    private void discard(@Nullable Path archive) {
        try {
            if (archive != null) {
                Files.deleteIfExists(archive);
            }
        } catch (IOException e) {
            progress.accept("could not remove " + archive + ": " + e.getMessage());
        }
    }

    /**
     * An image that is there.
     *
     * @param reference {@code schism/etcd:3.4.23-0123456789ab}
     * @param bytes its size
     */
    public record Built(String reference, long bytes) {}
}
