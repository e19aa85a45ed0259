package dev.moonloom;

import dev.moonloom.luau.runtime.Strings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The name of a constant as the constant. */
final class EnumFromLuau implements FromLuau {
    private final Class<?> type;
    private final Map<LuaString, Enum<?>> constants = new LinkedHashMap<>();

    EnumFromLuau(Class<?> type) {
        this.type = type;
        for (Object constant : type.getEnumConstants()) {
            var named = (Enum<?>) constant;
            constants.put(Strings.of(named.name()), named);
        }
    }

    @Override
    public String expected() {
        return type.getSimpleName();
    }

    @Override
    public Enum<?> convert(Vm vm, LuaValue value) {
        if (!(value instanceof LuaString name)) {
            throw Mismatch.expected(expected(), vm, value);
        }
        Enum<?> constant = constants.get(name);
        if (constant == null) {
            throw new Mismatch(expected() + " expected, got " + Mismatch.step(name) + ", which is none of "
                    + String.join(", ", constants.values().stream().map(Enum::name).toList()));
        }
        return constant;
    }
}
