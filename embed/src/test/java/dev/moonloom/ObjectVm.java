package dev.moonloom;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonloom.luau.runtime.LuauError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;

/** A VM whose scripts get objects of some types, and what they print. */
final class ObjectVm {
    private final List<String> printed = new ArrayList<>();
    private final Vm vm;

    ObjectVm(LuauType<?>... types) {
        Moonloom.Builder builder = Moonloom.builder().output((_, _, _, text) -> printed.add(text));
        for (LuauType<?> type : types) {
            builder.type(type);
        }
        vm = builder.build().newVirtualVm("test");
        vm.scheduler().coroutines().adopt();
    }

    Vm vm() {
        return vm;
    }

    /** {@return itself, with a global} */
    ObjectVm with(String name, Object value) {
        vm.scripts().globals().rawset(name, valueOf(value));
        return this;
    }

    LuaValue valueOf(@Nullable Object value) {
        return vm.conversions().toLuau(vm, value);
    }

    LuaFunction load(String script) {
        return vm.scripts().load(script.getBytes(StandardCharsets.UTF_8), "test");
    }

    /** {@return what a script prints, without the last line's end} */
    String run(String script) {
        printed.clear();
        load(script).call();
        return String.join("\n", printed).stripTrailing();
    }

    /** {@return what an expression shows as} */
    String show(String expression) {
        return run("print(" + expression + ")");
    }

    /** {@return the error that a script ends with} */
    LuauError failure(String script) {
        return catchThrowableOfType(LuauError.class, () -> load(script).call());
    }

    /** {@return its text} */
    String errorOf(String script) {
        return failure(script).getMessage();
    }
}
