package io.schism.harness.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Machine code that answers a process' questions for the time: it makes the real system call and then skews the answer. The sources stand
 * beside the {@code .hex} files it is loaded from. Immutable.
 */
enum Stub {
    X86_64("x86_64.hex", "__vdso_clock_gettime", "__vdso_gettimeofday", "__vdso_time") {
        @Override
        byte[] jump(long from, long to) {
            // jmp rel32, relative to the end of the five bytes.
            return ByteBuffer.allocate(5)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put((byte) 0xe9)
                    .putInt(Math.toIntExact(to - from - 5))
                    .array();
        }
    },
    AARCH64("aarch64.hex", "__kernel_clock_gettime", "__kernel_gettimeofday", "") {
        @Override
        byte[] jump(long from, long to) {
            // b imm26, in units of four bytes.
            int distance = Math.toIntExact((to - from) >> 2);
            return ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0x14000000 | (distance & 0x03ffffff))
                    .array();
        }
    };

    private static final int NO_ENTRY = 0;

    private final String hexadecimal;
    private final String clockGettime;
    private final String gettimeofday;
    private final String time;

    Stub(String resource, String clockGettime, String gettimeofday, String time) {
        this.hexadecimal = load(resource);
        this.clockGettime = clockGettime;
        this.gettimeofday = gettimeofday;
        this.time = time;
    }

    /** The bytes, parameters included; they run at any address that is a multiple of 16. */
    byte[] code() {
        return HexFormat.of().parseHex(hexadecimal);
    }

    /** Offset of the parameter block of {@link ClockParameters#BYTES} bytes. */
    int parametersOffset() {
        return offset(3);
    }

    /** The functions of the vDSO it stands in for, each with the offset of its replacement. */
    Map<String, Integer> entries() {
        Map<String, Integer> entries = new LinkedHashMap<>();
        String[] names = {clockGettime, gettimeofday, time};
        for (int i = 0; i < names.length; i++) {
            if (offset(i) != NO_ENTRY) {
                entries.put(names[i], offset(i));
            }
        }
        return entries;
    }

    /** The instruction at {@code from} that goes on at {@code to}. */
    abstract byte[] jump(long from, long to);

    private int offset(int entry) {
        return ByteBuffer.wrap(code()).order(ByteOrder.LITTLE_ENDIAN).getInt(entry * Integer.BYTES);
    }

    private static String load(String resource) {
        try (InputStream in = Stub.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar; build again");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
