package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Carrier;
import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.core.scheduler.TestVm.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that one script started: listed and cancelled as one. */
@Tag("carrier")
final class TaskGroupTest {
    private static List<Coroutine> members(TestVm vm, TaskGroup group) {
        Probe<List<Coroutine>> list = Probe.of(group.threads());
        vm.settle();
        return Objects.requireNonNull(list.value());
    }

    private static int cancelAll(TestVm vm, TaskGroup group) {
        Probe<Integer> count = Probe.of(group.cancelAll());
        vm.settle();
        return Objects.requireNonNull(count.value());
    }

    @ParameterizedTest
    @EnumSource
    void threadsMadeInWhateverWay_belongToTheGroup_oldestFirst(Mode mode) {
        var vm = TestVm.create(mode);
        TaskGroup group = vm.scheduler.newGroup();
        List<Coroutine> made = new ArrayList<>();
        group.spawn(vm.function(_ -> {
            made.add(vm.current());
            Coroutine child = vm.tasks.create(vm.function(_ -> {
                made.add(vm.spawn(vm.yielding("grandchild")));
                return vm.coroutines.yield(NONE);
            }));
            made.add(child);
            vm.tasks.spawn(child, NONE);
            made.add(vm.defer(vm.yielding("deferred")));
            made.add(vm.delay(100, vm.logging("delayed")));
            made.add(vm.tasks.create(vm.logging("created")));
            return vm.coroutines.yield(NONE);
        }), NONE);
        vm.scheduler.spawn(vm.yielding("not of the group"), NONE);
        vm.settle();

        assertThat(members(vm, group)).hasSize(6).containsExactlyElementsOf(made);
    }

    @ParameterizedTest
    @EnumSource
    void threadsMadeAfterAWait_belongToTheGroup(Mode mode) {
        var vm = TestVm.create(mode);
        TaskGroup group = vm.scheduler.newGroup();
        group.spawn(vm.function(_ -> {
            vm.tasks.sleep(1);
            vm.spawn(vm.yielding("late"));
            return NONE;
        }), NONE);
        vm.settle();
        vm.advance(Duration.ofSeconds(1));

        assertThat(members(vm, group)).as("the first has ended, the second has not").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void cancelAll_endsEveryMemberAndNobodyElse(Mode mode) {
        var vm = TestVm.create(mode);
        TaskGroup group = vm.scheduler.newGroup();
        ThreadHandle first = group.spawn(vm.function(_ -> {
            vm.spawn(vm.waiting(1, "member waited"));
            vm.delay(1, vm.logging("member delayed"));
            vm.tasks.create(vm.logging("member created"));
            return vm.coroutines.yield(NONE);
        }), NONE);
        vm.scheduler.spawn(vm.waiting(1, "stranger"), NONE);
        vm.settle();
        List<Coroutine> members = members(vm, group);

        assertThat(cancelAll(vm, group)).isEqualTo(4);

        assertThat(members).hasSize(4).allMatch(thread -> thread.status() == Status.DEAD);
        assertThat(members(vm, group)).isEmpty();
        assertThat(Probe.of(first.result()).error()).isInstanceOf(CancellationException.class);
        vm.advance(Duration.ofSeconds(1));
        assertThat(vm.log).containsExactly("stranger");
        assertThat(cancelAll(vm, group)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void cancelAll_aThreadThatYieldedBare_isCancelledToo(Mode mode) {
        var vm = TestVm.create(mode);
        TaskGroup group = vm.scheduler.newGroup();
        ThreadHandle handle = group.spawn(vm.yielding("never"), NONE);
        vm.settle();

        cancelAll(vm, group);

        assertThat(Objects.requireNonNull(handle.thread()).status()).isEqualTo(Status.DEAD);
    }

    @ParameterizedTest
    @EnumSource
    void twoGroups_areApart(Mode mode) {
        var vm = TestVm.create(mode);
        TaskGroup one = vm.scheduler.newGroup();
        TaskGroup two = vm.scheduler.newGroup();
        one.spawn(vm.waiting(1, "one"), NONE);
        two.spawn(vm.waiting(1, "two"), NONE);
        vm.settle();

        cancelAll(vm, one);
        vm.advance(Duration.ofSeconds(1));

        assertThat(vm.log).containsExactly("two");
    }

    @ParameterizedTest
    @EnumSource
    void threadOfAGroup_givenToAnotherGroup_staysWhereItIs(Mode mode) {
        var vm = TestVm.create(mode);
        TaskGroup one = vm.scheduler.newGroup();
        TaskGroup two = vm.scheduler.newGroup();
        ThreadHandle handle = one.spawn(vm.function(_ -> {
            vm.coroutines.yield(NONE);
            return vm.coroutines.yield(NONE);
        }), NONE);
        vm.settle();

        two.spawn(Objects.requireNonNull(handle.thread()), NONE);
        vm.settle();

        assertThat(members(vm, one)).containsExactly(handle.thread());
        assertThat(members(vm, two)).isEmpty();
    }

    /** On the fallback carrier an abandoned thread lives on, which the documentation says. */
    @Test
    void collectedMembers_vanish() {
        var vm = TestVm.create(Mode.STEPPED);
        TaskGroup group = vm.scheduler.newGroup();
        group.spawn(vm.function(_ -> {
            for (int i = 0; i < 1000; i++) {
                vm.tasks.create(vm.yielding("abandoned before it ran"));
            }
            return vm.coroutines.yield(NONE);
        }), NONE);
        vm.settle();
        if (vm.coroutines.carrier() == Carrier.VIRTUAL_THREAD) {
            assertThat(members(vm, group)).isNotEmpty();
            return;
        }

        await().pollInSameThread().atMost(Duration.ofMinutes(1)).until(() -> {
            System.gc();
            return members(vm, group).size() <= 1;
        });
    }
}
