package io.schism.harness.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.EnvironmentException;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import io.schism.nemesis.target.ProcessControl.State;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ReadinessTest {
    private static final Node N1 = new Node("n1");
    private static final Node N2 = new Node("n2");
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anEnvironmentThatHangsIsNotWaitedFor() {
        assertThatThrownBy(() -> await(node -> hang()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("silent is not ready after 2 s: [n1, n2] do not answer");

        assertThat(asked).as("questions open at the same time, one a node").hasValue(2);
        never.countDown();
    }

    @Test
    void aDeathIsToldThoughTheEnvironmentSaysNothingOfAnother() {
        assertThatThrownBy(() -> await(node -> node.equals(N1) ? hang() : State.DEAD))
                .hasMessageStartingWith("n2 has ended before silent was ready\nthe end of its log:\nlog of n2");
        never.countDown();
    }

    @Test
    void whoCannotBeLookedAtIsNotDead() {
        assertThatThrownBy(() -> await(node -> {
                    throw new FaultException("no such container");
                }))
                .hasMessageStartingWith("silent is not ready after 2 s");
    }

    private void await(Function<Node, State> states) {
        ProcessControl processes = answering(ProcessControl.class, (proxy, method, arguments) -> {
            asked.incrementAndGet();
            return states.apply((Node) arguments[0]);
        });
        Environment environment = answering(Environment.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "nodes" -> List.of(N1, N2);
            case "processes" -> processes;
            case "logTail" -> "log of " + arguments[0];
            default -> throw new UnsupportedOperationException(method.getName());
        });
        SystemUnderTest system =
                answering(SystemUnderTest.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> "silent";
                    case "healthy" -> false;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        Readiness.await(environment, system, SHORT);
    }

    private State hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return State.DEAD;
    }

    private static <T> T answering(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
