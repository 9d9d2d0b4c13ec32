package io.schism.harness.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM end a run early instead of ending the program; a second one ends the program. A shutdown hook would not do: hooks of
 * libraries run beside it, and one of them removes the containers that are still to be healed. The JDK's class for signals is reached by
 * reflection because compilers warn of it without a way to answer; where it is missing, signals end the program at once.
 */
final class Interrupts implements AutoCloseable {
    private static final String[] SIGNALS = {"INT", "TERM"};

    private final Object[] former = new Object[SIGNALS.length];
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Runnable stop;

    private Interrupts(Runnable stop) {
        this.stop = stop;
    }

    /** Handles them until it is closed. One that surrounds another is told, too, and before it. */
    static Interrupts handledBy(Runnable stop) {
        Interrupts interrupts = new Interrupts(stop);
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    Interrupts.class.getClassLoader(), new Class<?>[] {handlerType}, new Handler(interrupts));
            for (int i = 0; i < SIGNALS.length; i++) {
                interrupts.former[i] = handle(SIGNALS[i], handlerType, handler);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            return interrupts; // this JVM leaves signals to the operating system; a run then ends without its verdict
        }
        return interrupts;
    }

    /** Whether there was a signal. */
    boolean asked() {
        return asked.get();
    }

    private void ask() {
        surrounding().ifPresent(Interrupts::ask);
        if (!asked.getAndSet(true)) {
            new Thread(stop, "schism-stop").start();
        }
    }

    /** A program that was started in the background has Ctrl-C ignored for good, so one signal may have had no handler before. */
    private Optional<Interrupts> surrounding() {
        for (Object outer : former) {
            if (outer != null
                    && Proxy.isProxyClass(outer.getClass())
                    && Proxy.getInvocationHandler(outer) instanceof Handler handler) {
                return Optional.of(handler.interrupts());
            }
        }
        return Optional.empty();
    }

    /** The JDK's handler of signals. */
    private record Handler(Interrupts interrupts) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            if (method.getName().equals("handle")) {
                if (interrupts.asked()) {
                    Runtime.getRuntime().halt(ExitCode.HARNESS.number());
                }
                interrupts.ask();
                return null;
            }
            return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : (Object) false;
        }
    }

    private static Object handle(String name, Class<?> handlerType, Object handler)
            throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        return signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
    }

    @Override
    public void close() {
        try {
            for (int i = 0; i < SIGNALS.length; i++) {
                if (former[i] != null) {
                    handle(SIGNALS[i], Class.forName("sun.misc.SignalHandler"), former[i]);
                }
            }
        } catch (InvocationTargetException gone) {
            return; // the JVM is shutting down already
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals could be handled but not given back", e);
        }
    }
}
