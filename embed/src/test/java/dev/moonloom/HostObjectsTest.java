package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.runtime.LuauUserdata;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** One value for an object, for as long as it is needed. */
final class HostObjectsTest {
    /** Equal to all of its kind. */
    private static final class Same {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private final ObjectVm vm = new ObjectVm(Entity.TYPE, LuauType.of("Same", Same.class));

    @Test
    void sameObject_isTheSameValue() {
        var ork = new Entity("ork");
        vm.with("a", ork).with("b", ork);

        assertThat(vm.show("a == b, rawequal(a, b), ({ [a] = 'found' })[b], a.Target == a")).isEqualTo(
                "true\ttrue\tfound\ttrue");
    }

    @Test
    void objectsThatAreEqualInJava_areTwoValues() {
        vm.with("a", new Same()).with("b", new Same());

        assertThat(vm.show("a == b, rawequal(a, b), ({ [a] = 'found' })[b]")).isEqualTo("false\tfalse\tnil");
    }

    @Test
    void value_isTheSame_forAsLongAsAScriptHoldsIt() {
        var ork = new Entity("ork");
        var value = new WeakReference<>(vm.valueOf(ork));
        var held = vm.valueOf(ork);
        collectUntil(() -> value.get() == null);

        assertThat(value.get()).isSameAs(held);
        assertThat(vm.valueOf(ork)).isSameAs(held);
    }

    @Test
    void value_thatNoScriptHolds_isCollected_thoughTheHostHoldsTheObject() {
        var ork = new Entity("ork");
        var value = new WeakReference<>(vm.valueOf(ork));
        collectUntil(() -> value.get() == null && vm.vm().objects().size() == 0);

        assertThat(value.get()).isNull();
        assertThat(vm.vm().objects().size()).isZero();
        assertThat(((LuauUserdata) vm.valueOf(ork)).m_instance).isSameAs(ork);
    }

    @Test
    void object_thatOnlyAScriptHolds_lives() {
        var object = new WeakReference<>(new Entity("ork"));
        var held = vm.load("local object = ... return function() return object.Name end")
                .call(valueOf(object.get()));
        collectUntil(() -> object.get() == null);

        assertThat(held.call().tojstring()).isEqualTo("ork");
    }

    @Test
    void object_thatNobodyHolds_isCollected() {
        var object = new WeakReference<>(new Entity("ork"));
        vm.load("local object = ... local _ = object.Name, object.Damage").call(valueOf(object.get()));
        collectUntil(() -> object.get() == null);

        assertThat(object.get()).isNull();
    }

    private LuaValue valueOf(@Nullable Object object) {
        return vm.valueOf(object);
    }

    /** Runs the collector until a condition holds, but not for ever. */
    private static void collectUntil(BooleanSupplier condition) {
        for (int i = 0; i < 20 && !condition.getAsBoolean(); i++) {
            System.gc();
        }
    }

    @Test
    void threads_thatAskAtOnce_getTheSameValue() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            var ork = new Entity("ork");
            Set<LuaValue> seen = ConcurrentHashMap.newKeySet();
            var start = new CountDownLatch(1);
            var threads = new Thread[3];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException interrupted) {
                        throw new AssertionError(interrupted);
                    }
                    seen.add(valueOf(ork));
                });
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(seen).hasSize(1);
        }
    }
}
