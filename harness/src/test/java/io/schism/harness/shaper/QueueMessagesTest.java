package io.schism.harness.shaper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes written down from the kernel's headers, on a machine with the little end first. */
class QueueMessagesTest {
    @BeforeEach
    void theBytesBelowAreOfThisOrder() {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "needs a little-endian machine");
    }

    @Test
    void bindsToAQueue() {
        assertThat(hex(QueueMessages.bind(23)))
                .isEqualTo(
                        "1c000000" + "0203" + "0500" + "0000000000000000" + "0000" + "0017" + "08000100" + "01000000");
    }

    @Test
    void asksForWholePackets() {
        assertThat(hex(QueueMessages.copyWhole(23)))
                .isEqualTo("20000000" + "0203" + "0500" + "0000000000000000" + "0000" + "0017" + "09000200" + "0000ffff"
                        + "02" + "000000");
    }

    @Test
    void asksForPacketsToPassWhenTheQueueIsFull() {
        assertThat(hex(QueueMessages.room(23, 4096)))
                .endsWith("08000300" + "00001000" + "08000400" + "00000001" + "08000500" + "00000001");
    }

    @Test
    void acceptsAPacketWithAMarkAndOtherBytes() {
        assertThat(hex(QueueMessages.accept(23, 5, 0x77, null)))
                .isEqualTo("28000000" + "0103" + "0100" + "0000000000000000" + "0000" + "0017" + "0c000200" + "00000001"
                        + "00000005" + "08000300" + "00000077");
        assertThat(hex(QueueMessages.accept(23, 5, 0x77, new byte[] {1, 2, 3})))
                .startsWith("30000000")
                .endsWith("07000a00" + "01020300");
    }

    @Test
    void readsPacketsAndSkipsWhatItDoesNotKnow() {
        byte[] received = HexFormat.of()
                .parseHex("30000000" + "0003" + "0000" + "0000000000000000" + "0200" + "0017" + "0b000100" + "00000009"
                        + "080001" + "00" + "08000300" + "00000001" + "06000a80" + "4500" + "0000"
                        + "14000000" + "0203" + "0000" + "0000000000000000" + "0000" + "0017");
        ByteBuffer.wrap(received).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 20 + 12 + 8 + 8);

        List<QueuedPacket> packets = QueueMessages.packets(received, received.length);

        assertThat(packets).hasSize(1);
        assertThat(packets.get(0).number()).isEqualTo(9);
        assertThat(packets.get(0).bytes()).containsExactly(0x45, 0);
        assertThat(packets.get(0).readable()).isFalse();
    }

    @Test
    void survivesWhatIsCutOff() {
        assertThat(QueueMessages.packets(new byte[64], 64)).isEmpty();
        assertThat(QueueMessages.packets(new byte[3], 3)).isEmpty();
    }

    @Test
    void readsTheKernelsAnswer() {
        byte[] refused = HexFormat.of()
                .parseHex("24000000" + "0200" + "0000" + "0000000000000000" + "ffffffff" + "00".repeat(16));
        assertThat(QueueMessages.answer(refused, refused.length)).isEqualTo(1);
        assertThat(QueueMessages.answer(new byte[20], 20)).isEqualTo(-1);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
