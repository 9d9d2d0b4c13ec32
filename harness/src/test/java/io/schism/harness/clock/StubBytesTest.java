package io.schism.harness.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that are loaded are those that the sources beside them assemble to, and each jump is the processor's own. */
@Timeout(60)
class StubBytesTest {
    @ParameterizedTest
    @CsvSource({"X86_64, x86_64.s, x86_64-linux-gnu-", "AARCH64, aarch64.s, aarch64-linux-gnu-"})
    void assemblesToTheBytesThatAreLoaded(Stub stub, String source, String tools, @TempDir Path folder)
            throws Exception {
        assumeTrue(found(tools + "as"), "needs " + tools + "as (Debian: binutils, binutils-aarch64-linux-gnu)");
        Path assembly = folder.resolve(source);
        try (InputStream in = Stub.class.getResourceAsStream(source)) {
            Files.copy(in, assembly);
        }
        run(folder, tools + "as", "-o", "stub.o", source);
        run(folder, tools + "objcopy", "-O", "binary", "-j", ".text", "stub.o", "stub.bin");

        assertThat(Files.readAllBytes(folder.resolve("stub.bin"))).isEqualTo(stub.code());
    }

    @Test
    void jumpsByARelativeOffsetOnEachProcessor() {
        assertThat(Stub.X86_64.jump(0x1000, 0x1540)).containsExactly(0xe9, 0x3b, 0x05, 0, 0);
        assertThat(Stub.AARCH64.jump(0x1000, 0x1540)).containsExactly(0x50, 0x01, 0, 0x14);
        assertThat(Stub.AARCH64.jump(0x1540, 0x1000)).containsExactly(0xb0, 0xfe, 0xff, 0x17);
    }

    @Test
    void hasRoomForItsParametersAtTheEnd() {
        for (Stub stub : Stub.values()) {
            assertThat(stub.parametersOffset() + ClockParameters.BYTES).isEqualTo(stub.code().length);
            assertThat(stub.entries())
                    .isNotEmpty()
                    .allSatisfy((name, offset) -> assertThat(offset).isBetween(1, stub.parametersOffset()));
        }
    }

    private static boolean found(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
