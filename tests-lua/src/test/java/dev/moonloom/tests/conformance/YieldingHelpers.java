package dev.moonloom.tests.conformance;

import dev.moonloom.core.async.HostCall;
import dev.moonloom.core.async.HostFunctions;
import dev.moonloom.core.async.HostFunctions.YieldableBody;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The functions by which {@code cyield.luau} and {@code iter.luau} test that native code can give way. Luau's are
 * functions in C, each with another one to go on in; ours are host functions, which simply go on.
 */
final class YieldingHelpers {
    private final HostFunctions functions;
    private final LuauTable environment;

    YieldingHelpers(TaskScheduler scheduler, LuauTable environment) {
        functions = HostFunctions.of(scheduler);
        this.environment = environment;
    }

    void install() {
        define("cYieldingIterator", YieldingHelpers::iterate);
        define("singleYield", (call, _) -> {
            call.yield(number(2));
            return 4;
        });
        define("multipleYields", YieldingHelpers::yieldThrice);
        define("multipleYieldsWithNestedCall", this::yieldWithNestedCall);
        for (String name : new String[]{"passthroughCall", "passthroughCallMoreResults", "passthroughCallArgReuse",
            "passthroughCallVaradic", "passthroughCallWithState"}) {
            define(name, (_, arguments) -> arguments.arg1().invoke(Values.from(arguments, 2)));
        }
        define("pcallThenCall", (_, arguments) -> {
            int multiplier = resultOf(arguments.arg1());
            return multiplier * arguments.arg(2).invoke().arg1().toint();
        });
        define("pcallThenPcall", (_, arguments) -> resultOf(arguments.arg1()) * resultOf(arguments.arg(2)));
    }

    private void define(String name, YieldableBody body) {
        environment.rawset(name, functions.yieldable(name, body));
    }

    /** Counts up to a limit; every step gives way, with the number that it then answers. */
    private static Varargs iterate(HostCall call, Varargs arguments) {
        int next = arguments.arg(2).toint() + 1;
        if (next > arguments.arg1().toint()) {
            return LuaValue.NONE;
        }
        call.yield(number(next));
        return Values.of(number(next), number(next));
    }

    private static int yieldThrice(HostCall call, Varargs arguments) {
        int base = arguments.checkint(1);
        for (int i = 1; i <= 3; i++) {
            call.yield(number(base + i));
        }
        return base + 4;
    }

    private @Nullable Object yieldWithNestedCall(HostCall call, Varargs arguments) {
        int base = arguments.checkint(1);
        LuaValue nested = arguments.checkboolean(2)
                ? functions.yieldable("", (inner, _) -> {
                    inner.yield(number(105));
                    return 115;
                })
                : functions.plain("", _ -> 110);
        call.yield(nested.invoke().arg1());
        call.yield(number(base + 200));
        return base + 210;
    }

    /** {@return what a function answers, or -1 where it fails} */
    private static int resultOf(LuaValue function) {
        try {
            return function.invoke().arg1().toint();
        } catch (LuaError _) {
            return -1;
        }
    }

    private static LuaValue number(int value) {
        return LuauNumber.of(value);
    }
}
