package io.schism.harness.engine;

import io.schism.checkers.history.Operation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Records for ever and says how far it is, until it is killed. A program of its own for {@link RecorderTest}. */
final class RecorderVictim {
    private RecorderVictim() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        Recorder recorder = Recorder.open(Path.of(arguments[0]), Clock.startingNow());
        while (true) {
            Operation last = null;
            for (int i = 0; i < 10; i++) {
                recorder.record(0, Operation.Type.INVOKE, "write", 0L, (long) i, null);
                last = recorder.record(0, Operation.Type.OK, "write", 0L, (long) i, null);
            }
            out.println(last.index() + " " + last.time());
            out.flush();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
