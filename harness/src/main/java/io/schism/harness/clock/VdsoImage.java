package io.schism.harness.clock;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The ELF image that the kernel maps into every process, as far as a clock fault needs it: where its functions are and where it ends.
 * Layout: System V ABI, chapter 4, and vdso(7). Immutable.
 */
final class VdsoImage {
    private static final int MACHINE_X86_64 = 62;
    private static final int MACHINE_AARCH64 = 183;
    private static final int SECTION_DYNAMIC_SYMBOLS = 11;
    private static final int SYMBOL_BYTES = 24;

    private final int machine;
    private final int end;
    private final Map<String, Integer> symbols;

    private VdsoImage(int machine, int end, Map<String, Integer> symbols) {
        this.machine = machine;
        this.end = end;
        this.symbols = symbols;
    }

    /**
     * Reads the image.
     *
     * @param mapped all bytes of the mapping, the zero padding after the image included
     * @throws IllegalArgumentException when this is not a 64-bit little-endian ELF image with a table of dynamic symbols
     */
    static VdsoImage parse(byte[] mapped) {
        ByteBuffer elf = ByteBuffer.wrap(mapped).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (elf.getInt(0) != 0x464c457f || elf.get(4) != 2 || elf.get(5) != 1) {
                throw new IllegalArgumentException("the vDSO is not a 64-bit little-endian ELF image");
            }
            return sections(elf);
        } catch (IndexOutOfBoundsException | BufferUnderflowException cut) {
            throw new IllegalArgumentException("the vDSO is cut short or damaged", cut);
        }
    }

    private static VdsoImage sections(ByteBuffer elf) {
        int machine = Short.toUnsignedInt(elf.getShort(18));
        int table = Math.toIntExact(elf.getLong(40));
        int entry = Short.toUnsignedInt(elf.getShort(58));
        int count = Short.toUnsignedInt(elf.getShort(60));
        int end = table + entry * count;
        Map<String, Integer> symbols = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int header = table + i * entry;
            if (elf.getInt(header + 4) == SECTION_DYNAMIC_SYMBOLS) {
                int strings = table + elf.getInt(header + 40) * entry;
                readSymbols(elf, header, Math.toIntExact(elf.getLong(strings + 24)), symbols);
            }
        }
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("the vDSO has no dynamic symbols");
        }
        return new VdsoImage(machine, end, symbols);
    }

    private static void readSymbols(ByteBuffer elf, int header, int names, Map<String, Integer> symbols) {
        int at = Math.toIntExact(elf.getLong(header + 24));
        int bytes = Math.toIntExact(elf.getLong(header + 32));
        for (int symbol = at; symbol < at + bytes; symbol += SYMBOL_BYTES) {
            int value = Math.toIntExact(elf.getLong(symbol + 8));
            if (value != 0) {
                symbols.put(text(elf, names + elf.getInt(symbol)), value);
            }
        }
    }

    private static String text(ByteBuffer elf, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; elf.get(i) != 0; i++) {
            text.append((char) elf.get(i));
        }
        return text.toString();
    }

    /** The stub for this image's processor. */
    Stub stub() {
        return switch (machine) {
            case MACHINE_X86_64 -> Stub.X86_64;
            case MACHINE_AARCH64 -> Stub.AARCH64;
            default ->
                throw new IllegalArgumentException(
                        "no stub for ELF machine " + machine + "; x86-64 (62) and aarch64 (183) are known");
        };
    }

    /** Offset of the first byte after the image, behind which a stub may stand; a multiple of 16. */
    int end() {
        return (end + 15) & -16;
    }

    /** Offset of a function, or empty when this vDSO has none of that name. */
    OptionalInt function(String name) {
        Integer offset = symbols.get(name);
        return offset == null ? OptionalInt.empty() : OptionalInt.of(offset);
    }
}
