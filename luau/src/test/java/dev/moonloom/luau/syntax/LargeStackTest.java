package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LargeStackTest {
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void resultIsHandedOver() {
        assertThat(LargeStack.call(() -> "result")).isEqualTo("result");
    }

    @Test
    void anotherThreadDoesTheWork() {
        assertThat(LargeStack.call(Thread::currentThread)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void runtimeExceptionIsHandedOver() {
        RuntimeException thrown = new RuntimeException("expected");

        assertThatThrownBy(() -> LargeStack.call(() -> {
            throw thrown;
        })).isSameAs(thrown);
    }

    @Test
    void errorIsHandedOver() {
        Error thrown = new Error("expected");

        assertThatThrownBy(() -> LargeStack.call(() -> {
            throw thrown;
        })).isSameAs(thrown);
    }

    @Test
    void interruptIsKeptForTheCaller() {
        Thread.currentThread().interrupt();

        assertThat(LargeStack.call(() -> "result")).isEqualTo("result");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
