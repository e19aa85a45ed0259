package dev.moonloom;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Nil as an empty optional of some kind, and anything else as a full one. */
record OptionalFromLuau(FromLuau content, Object empty, Function<Object, Object> full) implements FromLuau {
    @Override
    public String expected() {
        return content.expected();
    }

    @Override
    public Object convert(Vm vm, LuaValue value) {
        return value.isnil() ? empty : wrapped(content.convert(vm, value));
    }

    @Override
    public Object convert(Taking taking, LuaValue value) {
        return value.isnil() ? empty : wrapped(content.convert(taking, value));
    }

    private Object wrapped(@Nullable Object converted) {
        return converted == null ? empty : full.apply(converted);
    }
}
