package dev.moonloom.core.model;

import dev.moonloom.core.model.HostCall.Delivery;
import dev.moonloom.core.model.Op.How;
import dev.moonloom.core.model.Op.Verb;
import dev.moonloom.core.model.Program.Settings;
import dev.moonloom.core.model.Target.Pick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a random {@link Program} of a seed, the same one every time. */
final class ProgramGenerator {
    private static final int BODIES = 6;
    private static final int LONGEST_BODY = 9;
    private static final int MOST_ROUNDS = 12;
    private static final int MOST_CALLS = 5;

    /** Durations: ordinary ones, few enough to meet, and the odd ones. */
    private static final List<Double> SECONDS = List.of(
            0.0, 0.0, 0.0005, 0.001, 0.001, 0.0010000001, 0.01, 0.01, 0.03, 0.05, 0.05, 0.07, 1 / 60.0, 0.1, 0.25, 1.0,
            8.3,
            3600.0, -0.0, -1.0, 1e-10, 1e-9, 1.5e-9, 3e-9, Double.MIN_VALUE, 5e9, 1e30, Double.NaN,
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private static final List<Duration> DURATIONS = List.of(
            Duration.ZERO, Duration.ofNanos(1), Duration.ofNanos(999_999), Duration.ofMillis(1), Duration.ofMillis(10),
            Duration.ofMillis(10), Duration.ofMillis(70), Duration.ofMillis(-5), Duration.ofDays(100).plusNanos(1),
            Duration.ofSeconds(Long.MAX_VALUE));

    private static final List<Long> CLOCK_STEPS = List.of(
            1L, 1L, 999_999L, 1_000_000L, 1_000_000L, 10_000_000L, 16_666_666L, 16_666_667L, 50_000_000L,
            2_000_000_000L);

    private static final List<Long> RATES = List.of(1L, 3L, 20L, 60L, 1000L);
    private static final List<Op.Begin> BEGINNINGS = List.of(Op.Begin.values());
    private static final List<Verb> VERBS = List.of(Verb.values());
    private static final List<Verb> HOST_VERBS = List.of(Verb.SPAWN, Verb.DEFER, Verb.DELAY);

    private final SplittableRandom random;
    private final Settings settings;
    /** Whether threads change the life of the scheduler: slices would show when exactly. */
    private final boolean threadsControl;
    private final boolean hostControls;
    private final boolean ends;
    private int nextValue = 1;

    private ProgramGenerator(long seed) {
        random = new SplittableRandom(seed);
        threadsControl = chance(30);
        hostControls = chance(30);
        ends = chance(30);
        settings = newSettings();
    }

    /** {@return the program of a seed} */
    static Program program(long seed) {
        return new ProgramGenerator(seed).program();
    }

    private Program program() {
        List<List<Op>> bodies = new ArrayList<>();
        for (int body = 0; body < BODIES; body++) {
            bodies.add(newBody(body));
        }
        List<List<Op>> rounds = new ArrayList<>();
        int count = 3 + random.nextInt(MOST_ROUNDS - 2);
        for (int round = 0; round < count; round++) {
            rounds.add(newRound(round));
        }
        for (int round = 0; round < 3; round++) {
            rounds.add(List.of(new Op.ClockStep(0, true)));
        }
        return new Program(settings, bodies, rounds);
    }

    private Settings newSettings() {
        long hz = chance(30) ? oneOf(RATES) : 0;
        return new Settings(
                chance(50) ? 0 : 1_000_000, hz, chance(30), chance(40), chance(50) ? 1 + random.nextInt(3) : 80,
                threadsControl || ends || chance(50) ? 0 : 1 + random.nextInt(3),
                chance(15) ? 2 + random.nextInt(6) : 0);
    }

    // ---- bodies

    private List<Op> newBody(int body) {
        List<Op> ops = new ArrayList<>();
        int length = random.nextInt(LONGEST_BODY + 1);
        for (int i = 0; i < length; i++) {
            ops.add(newThreadOp(body));
        }
        if (ends && chance(25)) {
            ops.add(new Op.Exit(random.nextInt(4)));
        }
        ops.add(chance(20) ? new Op.Fail("failure " + nextValue++) : new Op.Return(newValues()));
        return ops;
    }

    private Op newThreadOp(int body) {
        return chance(45) ? newParking() : newOp(body, threadsControl);
    }

    /** An operation by which a thread gives way. */
    private Op newParking() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Op.Wait(false, newSeconds());
            case 3 -> new Op.Wait(true, newSeconds());
            case 4, 5 -> new Op.Yield(newValues());
            default -> new Op.Await(newBegin(), chance(50));
        };
    }

    private Op.Begin newBegin() {
        return chance(60) ? Op.Begin.PENDING : oneOf(BEGINNINGS);
    }

    /**
     * An operation that anybody can do.
     *
     * @param body the body it stands in, or -1 outside all of them
     * @param mayControl whether it may change the life of the scheduler
     */
    private Op newOp(int body, boolean mayControl) {
        return switch (random.nextInt(19)) {
            case 0, 1, 2 -> new Op.Schedule(newTarget(body), newHow(Verb.SPAWN));
            case 3, 4 -> new Op.Schedule(newTarget(body), newHow(Verb.DEFER));
            case 5, 6 -> new Op.Schedule(newTarget(body), newHow(Verb.DELAY));
            case 7 -> new Op.Schedule(newTarget(body), newHow(Verb.LEGACY_DELAY));
            case 8 -> newDoubleSchedule(body);
            case 9 -> new Op.Cancel(newTarget(body));
            case 10 -> new Op.Close(newTarget(body));
            case 11 -> new Op.Resume(newTarget(body), newValues());
            case 12 -> new Op.Resume(new Target(Pick.PARKED, random.nextInt(64)), newValues());
            case 13 -> body == BODIES - 1 ? newClockStep() : new Op.Create(newBodyAfter(body));
            case 14 -> new Op.InCallback(newParking());
            case 15 -> newClockStep();
            default -> new Op.Host(newCall(body, mayControl), chance(30));
        };
    }

    private Op newDoubleSchedule(int body) {
        How first = newHow(oneOf(VERBS));
        How second = newHow(chance(60) ? first.verb() : oneOf(VERBS));
        return new Op.ScheduleTwice(
                newTarget(body), first,
                new How(second.verb(), chance(50) ? first.seconds() : second.seconds(), second.values()));
    }

    private How newHow(Verb verb) {
        return new How(verb, newSeconds(), newValues());
    }

    private Target newTarget(int body) {
        int index = random.nextInt(64);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 ->
                body == BODIES - 1 ? new Target(Pick.KNOWN, index) : new Target(Pick.NEW, newBodyAfter(body));
            case 4 -> new Target(Pick.SELF, index);
            case 5 -> new Target(Pick.NORMAL, index);
            case 6, 7 -> new Target(Pick.PARKED, index);
            default -> new Target(Pick.KNOWN, index);
        };
    }

    private int newBodyAfter(int body) {
        return random.nextInt(body + 1, BODIES);
    }

    // ---- the host

    private List<Op> newRound(int round) {
        List<Op> ops = new ArrayList<>();
        if (round == 0) {
            ops.add(new Op.Host(newStart(-1), chance(30)));
            ops.add(newFirstSpawn());
        }
        int count = random.nextInt(MOST_CALLS + 1);
        for (int i = 0; i < count; i++) {
            ops.add(newHostOp());
        }
        if (chance(60)) {
            ops.add(newClockStep());
        }
        if ((hostControls || threadsControl) && chance(30)) {
            ops.add(new Op.Host(new HostCall.Restart(), chance(30)));
        }
        return ops;
    }

    /** So that something runs in every program. */
    private Op newFirstSpawn() {
        var target = new Target(Pick.NEW, random.nextInt(2));
        return new Op.Host(new HostCall.Start(Verb.SPAWN, Duration.ZERO, target, newValues()), chance(30));
    }

    private Op newHostOp() {
        int percent = random.nextInt(100);
        if (ends && percent < 4) {
            return new Op.Host(
                    chance(50) ? new HostCall.Exit(random.nextInt(4)) : new HostCall.Close(), chance(30));
        }
        if (percent < 65) {
            return new Op.Host(newCall(-1, hostControls), chance(30));
        }
        return percent < 80 ? newClockStep() : newOp(-1, hostControls);
    }

    private HostCall newCall(int body, boolean mayControl) {
        if (mayControl && chance(35)) {
            return switch (random.nextInt(5)) {
                case 0, 1 -> new HostCall.Restart();
                case 2 -> new HostCall.Clear();
                default -> new HostCall.Stop();
            };
        }
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> newStart(body);
            case 3, 4 -> new HostCall.Cancel(random.nextInt(64));
            case 5, 6, 7, 8 -> new HostCall.Complete(random.nextInt(64), newDelivery());
            case 9, 10 -> new HostCall.Execute(newExecuted(body));
            case 11 -> new HostCall.WaitTillDone();
            case 12 -> new HostCall.KeepAlive();
            default -> new HostCall.Release(random.nextInt(64));
        };
    }

    private HostCall newStart(int body) {
        Verb verb = oneOf(HOST_VERBS);
        return new HostCall.Start(verb, newDuration(), newTarget(body), newValues());
    }

    private List<Op> newExecuted(int body) {
        List<Op> ops = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            ops.add(newOp(body, threadsControl));
        }
        return ops;
    }

    private Delivery newDelivery() {
        return switch (random.nextInt(5)) {
            case 0 -> new Delivery.Failure("host failure " + nextValue++);
            case 1 -> new Delivery.Unconvertible("unconvertible " + nextValue++);
            default -> new Delivery.Values(newValues());
        };
    }

    // ---- numbers

    private Op newClockStep() {
        return chance(40)
                ? new Op.ClockStep(random.nextInt(3) - 1, true)
                : new Op.ClockStep(oneOf(CLOCK_STEPS), false);
    }

    /** {@return up to two values that occur nowhere else} */
    private List<Double> newValues() {
        return switch (random.nextInt(4)) {
            case 0 -> List.of((double) nextValue++);
            case 1 -> List.of((double) nextValue++, (double) nextValue++);
            default -> List.of();
        };
    }

    private double newSeconds() {
        return chance(80) ? oneOf(SECONDS) : random.nextDouble(0.1);
    }

    private Duration newDuration() {
        return chance(80)
                ? oneOf(DURATIONS)
                : Duration.ofNanos(random.nextLong(100_000_000));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
