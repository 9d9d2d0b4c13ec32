package io.schism.harness.clock;

import java.io.IOException;
import java.util.List;

/** The little that a clock fault needs of a process: to stop it, and to read and write its memory. Used by one thread at a time. */
public interface TargetProcess {
    /** The start and the end of the vDSO in the address space of the process. */
    AddressRange vdso() throws IOException;

    /** Reads memory of the process. */
    byte[] read(long address, int length) throws IOException;

    /** Writes memory of the process, read-only pages included; the kernel gives the process a copy of a shared page first. */
    void write(long address, byte[] bytes) throws IOException;

    /**
     * Stops all threads of the process and returns when they stand; a process that somebody else has stopped stays stopped when the answer
     * is closed.
     */
    Stopped stop() throws IOException;

    /** A process that stands still until this is closed. */
    interface Stopped extends AutoCloseable {
        /** Where each thread stands: its program counter. */
        List<Long> programCounters() throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Addresses from {@code start}, included, to {@code end}, excluded; compared unsigned.
     */
    record AddressRange(long start, long end) {
        boolean contains(long address) {
            return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
        }
    }
}
