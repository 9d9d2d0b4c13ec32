package io.schism.harness.shaper;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The program: takes packets from a queue and treats them as it is told by lines on its standard input, each answered by one line.
 *
 * <pre>
 * impose 7 4711 corrupt 0.05 : from 172.30.0.12 to 172.30.0.1     imposition 7, seeded with 4711   →  ok
 * count 7                                                        packets it has hit so far        →  ok 42
 * lift 7                                                         what waits still comes late      →  ok
 * </pre>
 *
 * Ends with its input: what waits is released first, and the rules that fill the queue say that packets pass when nobody takes them.
 */
public final class Shaper {
    private final Map<Integer, Imposition> impositions = new ConcurrentSkipListMap<>();

    private Shaper() {}

    /**
     * Runs until the end of its input.
     *
     * @param arguments number of the queue, and the mark of packets that pass
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        PacketQueue queue;
        try {
            queue = PacketQueue.open(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        } catch (IOException | LinkageError e) {
            answers.println("no " + e.getMessage());
            return;
        }
        Releases releases = new Releases(queue);
        Shaper shaper = new Shaper();
        daemon("releases", releases::run);
        daemon("packets", () -> shaper.treat(queue, releases));
        answers.println("ok");
        try (BufferedReader orders = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.US_ASCII))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                answers.println(shaper.answer(order));
            }
        } finally {
            releases.releaseAll();
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void treat(PacketQueue queue, Releases releases) {
        try {
            while (true) {
                for (QueuedPacket packet : queue.take()) {
                    long now = System.nanoTime();
                    Fate fate = new Fate(packet);
                    if (packet.readable()) {
                        impositions.values().forEach(imposition -> imposition.on(now, fate));
                    }
                    releases.schedule(now, fate);
                }
            }
        } catch (IOException e) {
            // Without the queue there is nothing to do; the thread's end shows in counts that no longer rise.
            throw new IllegalStateException("lost the packet queue", e);
        }
    }

    /** Carries an order out. */
    private String answer(String order) {
        try {
            String[] words = order.strip().split(" ");
            int number = Integer.parseInt(words[1]);
            switch (words[0]) {
                case "impose" -> impositions.put(number, imposition(order));
                case "lift" -> impositions.remove(number);
                case "count" -> {
                    Imposition imposition = impositions.get(number);
                    return "ok " + (imposition == null ? 0 : imposition.treated());
                }
                default -> {
                    return "no " + order;
                }
            }
            return "ok";
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return "no " + order + ": " + e.getMessage();
        }
    }

    private static Imposition imposition(String order) {
        String[] halves = order.split(" : ", 2);
        String[] head = halves[0].split(" ");
        String[] treatment = Arrays.copyOfRange(head, 3, head.length);
        Set<String> from = new HashSet<>();
        Set<String> to = new HashSet<>();
        String[] links = halves[1].split(" ");
        for (int i = 0; i + 1 < links.length; i += 2) {
            (links[i].equals("from") ? from : to).add(links[i + 1]);
        }
        return new Imposition(from, to, Imposition.treatment(treatment, Long.parseLong(head[2])));
    }
}
