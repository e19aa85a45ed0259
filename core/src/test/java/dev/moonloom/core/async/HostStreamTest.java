package dev.moonloom.core.async;

import static dev.moonloom.core.async.Vm.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.scheduler.ThreadHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import reactor.test.publisher.TestPublisher;

/** The two moments at which emitting and stepping can cross, each brought about on one thread. */
@Tag("carrier")
final class HostStreamTest {
    private final Vm vm = new Vm();
    private final TestPublisher<Object> source = TestPublisher.create();

    private Runnable afterAdd = () -> {};
    private Runnable afterFoundEmpty = () -> {};

    private final ConcurrentLinkedQueue<HostStream.Arrival> arrivals = new ConcurrentLinkedQueue<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean add(HostStream.Arrival arrival) {
            super.add(arrival);
            once(afterAdd, () -> afterAdd = () -> {});
            return true;
        }

        @Override
        public boolean isEmpty() {
            boolean empty = super.isEmpty();
            if (empty) {
                once(afterFoundEmpty, () -> afterFoundEmpty = () -> {});
            }
            return empty;
        }

        private void once(Runnable moment, Runnable forget) {
            forget.run();
            moment.run();
        }
    };

    private LuaTable open() {
        var stream = new HostStream(vm.scheduler, "ticks", new HostValues(new JavaEngine(), "ticks")::results, 4,
                arrivals);
        stream.subscribeTo(source.flux());
        return stream.iterator();
    }

    @Test
    void item_afterTheStepHasLookedAndBeforeItParks_isTaken() {
        LuaTable iterator = open();
        afterFoundEmpty = () -> source.next("a");

        ThreadHandle handle = vm.run(_ -> iterator.invoke());
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "> returned a");
        assertThat(outcome(handle)).isEqualTo("returned a");
    }

    @Test
    void item_takenBeforeItsEmitterLooksForAStep_doesNotWakeTheNextStep() {
        LuaTable iterator = open();
        afterAdd = () -> vm.run(_ -> {
            vm.log.add("first" + Vm.text(iterator.invoke()));
            return iterator.invoke();
        });

        source.next("a");
        vm.step();
        assertThat(vm.log).containsExactly("first a", "> yielded");
        source.next("b");
        vm.step();

        assertThat(vm.log).containsExactly("first a", "> yielded", "> returned b");
    }

    @Test
    void iterator_keyClose_isAFunction() {
        LuaValue close = open().get("close");

        assertThat(close.isfunction()).isTrue();
        assertThat(close.checkfunction().name()).isEqualTo("ticks.close");
    }
}
