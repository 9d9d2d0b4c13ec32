package io.schism.harness.disk.volume;

import java.nio.channels.FileChannel;

/**
 * An open file.
 *
 * @param channel the file itself
 * @param durability what of it is durable; one for all that have the file open
 * @param synchronous whether every write through this is durable at once ({@code O_SYNC}, {@code O_DSYNC})
 */
record OpenFile(FileChannel channel, Durability durability, boolean synchronous) {}
