package io.schism.harness.environment.local.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The port of a node for clients: shut while no process is behind it, so that a client is refused by the kernel and knows that nothing left
 * it; but open whenever a link is silent, because a refusal is an answer and must not come out of a partition. Used on the loop only.
 */
final class ClientPort {
    private final EventLoop loop;
    private final Door door;
    private final LinkState forward;
    private final LinkState backward;
    private boolean reachable = true;

    ClientPort(EventLoop loop, Door door, LinkState forward, LinkState backward) {
        this.loop = loop;
        this.door = door;
        this.forward = forward;
        this.backward = backward;
    }

    void reachable(boolean now) {
        reachable = now;
        update();
    }

    void update() {
        if (!reachable && !forward.dropped() && !backward.dropped()) {
            door.shut();
            return;
        }
        try {
            door.open();
        } catch (IOException e) {
            // Nobody who imposes or heals can mend it, and half a healing would be worse: it is told at the end.
            loop.report(new UncheckedIOException("a client port could not be opened again", e));
        }
    }
}
