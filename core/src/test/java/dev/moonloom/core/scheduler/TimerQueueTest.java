package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Timers by deadline and order of making; what is taken back costs next to nothing and leaves nothing behind. */
final class TimerQueueTest {
    private final Coroutine thread = new Coroutines(new JavaEngine()).create(JavaEngine.function(_ -> NONE));
    private final TimerQueue queue = new TimerQueue();

    private TimerEntry add(long deadline) {
        return add(deadline, TimerEntry.Kind.DELAY);
    }

    private TimerEntry add(long deadline, TimerEntry.Kind kind) {
        return queue.add(thread, kind, NONE, 0, deadline);
    }

    private void takeBack(TimerEntry entry) {
        entry.thread = null;
        queue.marked();
    }

    private List<TimerEntry> due(long now) {
        return due(now, queue.mark());
    }

    private List<TimerEntry> due(long now, long mark) {
        var due = new ArrayDeque<TimerEntry>();
        queue.takeDue(now, mark, due);
        return new ArrayList<>(due);
    }

    @Test
    void takeDue_isByDeadlineThenByMaking() {
        TimerEntry late = add(30);
        TimerEntry firstOfTwo = add(20);
        TimerEntry secondOfTwo = add(20);
        TimerEntry early = add(10);
        TimerEntry future = add(31);

        assertThat(due(30)).containsExactly(early, firstOfTwo, secondOfTwo, late);
        assertThat(queue.inOrder()).containsExactly(future);
        assertThat(queue.nextDeadline()).isEqualTo(31);
    }

    @Test
    void takeDue_theDeadlineItself_isDue() {
        TimerEntry entry = add(10);

        assertThat(due(9)).isEmpty();
        assertThat(due(10)).containsExactly(entry);
    }

    @Test
    void takeDue_whatWasMadeAfterTheMark_stays() {
        TimerEntry before = add(10);
        long mark = queue.mark();
        TimerEntry after = add(10);
        TimerEntry earlierDeadline = add(5);

        assertThat(due(10, mark)).containsExactly(before);
        assertThat(due(10)).containsExactly(earlierDeadline, after);
    }

    @Test
    void takeDue_legacyEntries_comeFirstEachKindInOrder() {
        TimerEntry modern = add(1);
        TimerEntry legacyLate = add(3, TimerEntry.Kind.LEGACY_WAIT);
        TimerEntry legacyEarly = add(2, TimerEntry.Kind.LEGACY_DELAY);
        TimerEntry wait = add(2, TimerEntry.Kind.WAIT);

        assertThat(due(3)).containsExactly(legacyEarly, legacyLate, modern, wait);
    }

    @Test
    void random_timersAndCancels_comeOutAsASortedListWould() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            List<TimerEntry> living = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                if (random.nextInt(3) == 0 && !living.isEmpty()) {
                    takeBack(living.remove(random.nextInt(living.size())));
                } else {
                    living.add(add(random.nextInt(200)));
                }
                assertThat(queue.size()).isEqualTo(living.size());
                assertThat(queue.nextDeadline())
                        .isEqualTo(living.stream().mapToLong(it -> it.deadlineNanos).min().orElse(-1));
            }
            living.sort(
                    Comparator.comparingLong((TimerEntry it) -> it.deadlineNanos).thenComparingLong(it -> it.sequence));
            assertThat(queue.inOrder()).containsExactlyElementsOf(living);
            assertThat(due(200)).containsExactlyElementsOf(living);
            assertThat(queue.size()).isZero();
            assertThat(queue.nextDeadline()).isNegative();
        }
    }

    @Test
    void marks_moreThanHalf_areCompacted() {
        List<TimerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            entries.add(add(i));
        }
        for (int i = 1; i <= 500; i++) {
            takeBack(entries.get(i));
        }
        assertThat(queue.inOrder()).hasSize(500);
        assertThat(queue.marks()).as("not yet: half is not more than half").isEqualTo(500);
        takeBack(entries.getFirst());

        assertThat(queue.marks()).isZero();
        assertThat(queue.nextDeadline()).isEqualTo(501);
        assertThat(queue.size()).isEqualTo(499);
    }

    @Test
    void marksAtTheHead_areNotWhatIsNext() {
        TimerEntry first = add(1);
        add(5);
        takeBack(first);

        assertThat(queue.marks()).as("it still stands there").isOne();
        assertThat(queue.nextDeadline()).isEqualTo(5);
        assertThat(queue.marks()).isZero();
    }

    @Test
    void millionTimers_cancelledOneByOne_leaveNothing() {
        List<TimerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 1_000_000; i++) {
            entries.add(add(i * 7919L % 1_000_003));
        }

        entries.forEach(this::takeBack);

        assertThat(queue.size()).isZero();
        assertThat(queue.nextDeadline()).isNegative();
        assertThat(due(Long.MAX_VALUE)).isEmpty();
    }
}
