package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grid of the heartbeat: never before a deadline, always strictly after the last beat, missed points skipped. */
final class BeatTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void grid_of60Hz_isRoundedUpToNanoseconds() {
        var beat = new Beat(60);

        assertThat(beat.pointFor(1)).isEqualTo(16_666_667);
        assertThat(beat.pointFor(16_666_667)).isEqualTo(16_666_667);
        assertThat(beat.pointFor(16_666_668)).isEqualTo(33_333_334);
        assertThat(beat.pointFor(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void pointFor_aDeadlineOfNow_isStrictlyAfterTheBeatThatRan() {
        var beat = new Beat(10);
        assertThat(beat.take(100_000_000)).isEqualTo(100_000_000);

        assertThat(beat.pointFor(100_000_000)).isEqualTo(200_000_000);
        assertThat(beat.pointFor(0)).isEqualTo(200_000_000);
    }

    @Test
    void take_beforeTheFirstPoint_isNoBeat() {
        assertThat(new Beat(10).take(99_999_999)).isNegative();
    }

    @Test
    void take_twiceBetweenTwoPoints_isOneBeat() {
        var beat = new Beat(10);

        assertThat(beat.take(150_000_000)).isEqualTo(100_000_000);
        assertThat(beat.take(150_000_000)).isNegative();
        assertThat(beat.take(199_999_999)).isNegative();
        assertThat(beat.take(200_000_000)).isEqualTo(200_000_000);
    }

    @Test
    void take_afterMissedPoints_isTheLastOfThem() {
        var beat = new Beat(10);

        assertThat(beat.take(777_000_000)).isEqualTo(700_000_000);
        assertThat(beat.take(799_999_999)).isNegative();
        assertThat(beat.pointFor(0)).isEqualTo(800_000_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.5, 1, 29.97, 59.94, 60, 240, 1000, 12_345.678, 1e6})
    void anyRate_randomTimes_keepsEveryRule(double hz) {
        double period = SECOND / hz;
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var beat = new Beat(hz);
            long now = 0;
            long last = 0;
            for (int i = 0; i < 2000; i++) {
                now += (long) (random.nextDouble() * period * (random.nextInt(10) == 0 ? 50 : 1.5));
                long taken = beat.take(now);
                if (taken >= 0) {
                    assertThat(taken).as("a beat that has come, after the last one").isBetween(last + 1, now);
                    assertThat(now - taken).as("the last that has come").isLessThanOrEqualTo((long) period + 1);
                    last = taken;
                } else {
                    assertThat(now - last).as("no point was passed over").isLessThanOrEqualTo((long) period + 1);
                }
                long deadline = now + (long) (random.nextDouble() * 3 * period);
                long point = beat.pointFor(deadline);
                assertThat(point).as("never before the deadline").isGreaterThanOrEqualTo(deadline);
                assertThat(point).as("strictly after the beat that ran").isGreaterThan(last);
                assertThat(point - Math.max(deadline, last)).as("the first such point")
                        .isLessThanOrEqualTo((long) period + 1);
                assertThat(new Beat(hz).take(point)).as("armed for a point, that point has come").isEqualTo(point);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 59.94, 60, 1e6})
    void anyRate_yearsLater_stillFiresNeverEarly(double hz) {
        var beat = new Beat(hz);
        long years = 30L * 365 * 86_400 * SECOND;
        for (long deadline = years; deadline < years + 1000; deadline++) {
            long point = beat.pointFor(deadline);
            assertThat(point).isGreaterThanOrEqualTo(deadline);
            assertThat(beat.take(point - 1_000_000_000_001L)).isLessThan(point);
        }
        long point = beat.pointFor(years);
        assertThat(beat.take(point)).isEqualTo(point);
        assertThat(beat.pointFor(point)).isGreaterThan(point);
    }
}
