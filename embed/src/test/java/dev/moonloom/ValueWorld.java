package dev.moonloom;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A VM whose scripts are evaluated on the test's thread. */
final class ValueWorld {
    final Vm vm;
    final Conversions conversions;

    ValueWorld(String name, LuauType<?>... types) {
        Moonloom.Builder builder = Moonloom.builder();
        for (LuauType<?> type : types) {
            builder.type(type);
        }
        vm = builder.build().newVirtualVm(name);
        vm.scheduler().coroutines().adopt();
        conversions = vm.conversions();
    }

    /** {@return what a script returns} */
    Varargs run(String text) {
        return vm.scripts().load(text.getBytes(StandardCharsets.UTF_8), "test").invoke();
    }

    /** {@return the value of an expression} */
    LuaValue value(String expression) {
        return run("return " + expression).arg1();
    }

    /** {@return the value of an expression as a Java type} */
    @Nullable Object take(Type type, String expression) {
        return conversions.fromLuau(type).convert(vm, value(expression));
    }

    /** {@return whether an expression about {@code v} is true for a value} */
    boolean holds(LuaValue v, String expression) {
        LuaValue check = value("function(v) return " + expression + " end");
        return check.call(v).toboolean();
    }
}
