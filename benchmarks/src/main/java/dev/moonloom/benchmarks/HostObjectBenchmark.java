package dev.moonloom.benchmarks;

import dev.moonloom.LuauType;
import dev.moonloom.Moonloom;
import dev.moonloom.Script;
import dev.moonloom.Vm;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same script with objects of the host and with tables: members that a table finds through {@code __index}, and those
 * that a Java object has. Eight members of each kind are in use, so that no call of the host's code is the only one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HostObjectBenchmark {
    private static final int ROUNDS = 100_000;
    private static final int MEMBERS = 8;
    private static final int USES = ROUNDS * MEMBERS;

    private static final LuauType<Body> BODY = LuauType.of("Body", Body.class)
            .property("a", Double.class, body -> body.a, (body, value) -> body.a = value)
            .property("b", Double.class, body -> body.b, (body, value) -> body.b = value)
            .property("c", Double.class, body -> body.c, (body, value) -> body.c = value)
            .property("d", Double.class, body -> body.d, (body, value) -> body.d = value)
            .property("e", Integer.class, body -> body.e, (body, value) -> body.e = value)
            .property("f", Integer.class, body -> body.f, (body, value) -> body.f = value)
            .property("g", Boolean.class, body -> body.g, (body, value) -> body.g = value)
            .property("h", Boolean.class, body -> body.h, (body, value) -> body.h = value)
            .property("self", Body.class, body -> body)
            .method("A", Double.class, (body, by) -> body.a += by)
            .method("B", Double.class, (body, by) -> body.b += by)
            .method("C", Double.class, (body, by) -> body.c += by)
            .method("D", Double.class, (body, by) -> body.d += by)
            .function("E", Double.class, (body, by) -> body.a + by)
            .function("F", Double.class, (body, by) -> body.b + by)
            .function("G", Double.class, (body, by) -> body.c + by)
            .function("H", Double.class, (body, by) -> body.d + by);

    private final Moonloom moonloom = Moonloom.builder().type(BODY).global("object", new Body()).build();
    private final Vm vm = moonloom.newSteppedVm("benchmark");
    private Loop reading = _ -> {};
    private Loop writing = reading;
    private Loop calling = reading;
    private Loop following = reading;

    /** A loop in Luau. */
    public interface Loop {
        /** Runs so many rounds. */
        void over(int rounds);
    }

    /** Whose members are used. */
    @Param({"table", "object"})
    String kind = "";

    private static final class Body {
        double a;
        double b;
        double c;
        double d;
        int e;
        int f;
        boolean g;
        boolean h;
    }

    /** Compiles the scripts. */
    @Setup
    public void start() {
        reading = loop("local _1, _2, _3, _4, _5, _6, _7, _8 = s.a, s.b, s.c, s.d, s.e, s.f, s.g, s.h");
        writing = loop("s.a = i s.b = i s.c = i s.d = i s.e = i s.f = i s.g = true s.h = false");
        following = loop("local _1, _2, _3, _4 = s.self, s.self, s.self, s.self");
        calling = loop("s:A(i) s:B(i) s:C(i) s:D(i) local _1, _2, _3, _4 = s:E(i), s:F(i), s:G(i), s:H(i)");
    }

    private Loop loop(String body) {
        var script = Script.of("benchmark", """
                local class = { a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = false, h = false }
                class.__index = class
                class.self = class
                function class:A(by) self.x += by end
                function class:B(by) self.x += by end
                function class:C(by) self.x += by end
                function class:D(by) self.x += by end
                function class:E(by) return self.x + by end
                function class:F(by) return self.x + by end
                function class:G(by) return self.x + by end
                function class:H(by) return self.x + by end
                local s = if ... == "object" then object else setmetatable({ x = 0 }, class)
                return function(count)
                    for i = 1, count do
                        %s
                    end
                end""".formatted(body));
        return vm.await(vm.run(script, kind).result()).get(1, Loop.class);
    }

    /** {@code s.a}, for eight names. */
    @Benchmark
    @OperationsPerInvocation(USES)
    public void read() {
        reading.over(ROUNDS);
    }

    /** {@code s.self}, whose value is an object that the script has already. */
    @Benchmark
    @OperationsPerInvocation(USES / 2)
    public void readObject() {
        following.over(ROUNDS);
    }

    /** {@code s.a = i}, for eight names. A table has them itself after the first round. */
    @Benchmark
    @OperationsPerInvocation(USES)
    public void write() {
        writing.over(ROUNDS);
    }

    /** {@code s:A(i)}, for eight names. */
    @Benchmark
    @OperationsPerInvocation(USES)
    public void call() {
        calling.over(ROUNDS);
    }
}
