package dev.moonloom.luau.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large chunks take room and time in proportion: what grows faster would not end before the guard strikes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ScaleTest {
    @Test
    void manyStatementsShareTemporaries() {
        LoweredFunction lowered = ListedCase.lower("print(f(x.y), t.z, g())\n".repeat(10_000));
        assertThat(lowered.sites()).hasSize(30_000);
        assertThat(lowered.variables()).hasSizeLessThan(10);
    }

    @Test
    void rowsOfAConstructorShareTemporaries() {
        LoweredFunction lowered = ListedCase.lower("return {" + "{id = f(), {1, 2}, g()},\n".repeat(10_000) + "}");
        assertThat(lowered.sites()).hasSize(20_000);
        assertThat(lowered.variables()).hasSizeLessThan(50);
    }

    @Test
    void branchesOfAChainShareTemporaries() {
        LoweredFunction lowered = ListedCase.lower("if f() then\n" + "elseif f() then g()\n".repeat(400) + "end");
        assertThat(lowered.variables()).hasSizeLessThan(10);
    }

    @Test
    void deeplyNestedLoopsAreWalkedOverOnce() {
        String head = "for i = 1, n do while f(i) do ";
        LoweredFunction lowered = ListedCase.lower(head.repeat(60) + "g()" + " end end".repeat(60));
        assertThat(lowered.sites()).hasSize(61);
        assertThat(lowered.sites().getLast().live()).hasSize(3 * 60);
    }

    @Test
    void nestingUpToTheRegisterLimitIsLowered() {
        LoweredFunction lowered = ListedCase.lower("return " + "{x = f(".repeat(80) + "1" + ")}".repeat(80));
        assertThat(lowered.sites()).hasSize(80);
    }

    @Test
    void chainsUpToTheRegisterLimitAreLowered() {
        LoweredFunction lowered = ListedCase.lower("return 1" + " + f()".repeat(240));
        assertThat(lowered.sites()).hasSize(240);
    }

    @Test
    void constantsOfAHugeTableNeedNoVariables() {
        LoweredFunction lowered = ListedCase.lower("return {" + "1, ".repeat(100_000) + "}");
        assertThat(lowered.variables()).hasSize(1);
        assertThat(lowered.body().steps()).hasSize(100_000 / 16 + 2);
    }
}
