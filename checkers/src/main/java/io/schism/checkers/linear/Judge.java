package io.schism.checkers.linear;

import org.jspecify.annotations.Nullable;

/** Judges one key by the quickest way that is open to it. */
final class Judge {
    private Judge() {}

    /** Whether the calls have a linearization. */
    static Answer judge(Calls calls, Object initial, Spending spending) {
        Answer answer = quickly(calls, initial, spending);
        return answer != null ? answer : Search.run(calls, initial, spending);
    }

    private static @Nullable Answer quickly(Calls calls, Object initial, Spending spending) {
        Answer answer = UniqueRegister.judge(calls, initial);
        if (answer == null) {
            answer = FifoMonitor.judge(calls, initial);
        }
        if (answer == null) {
            answer = BagMonitor.judge(calls, initial);
        }
        return answer != null ? answer : SetMonitor.judge(calls, initial, spending);
    }
}
