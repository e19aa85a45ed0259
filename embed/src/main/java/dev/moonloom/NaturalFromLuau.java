package dev.moonloom;

import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauUserdata;
import dev.moonloom.luau.runtime.LuauVector;
import dev.moonloom.luau.runtime.Types;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaNil;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Any value as the Java type that is closest to it: what {@code Object} asks for. */
final class NaturalFromLuau implements FromLuau {
    static final NaturalFromLuau INSTANCE = new NaturalFromLuau();

    private static final FromLuau LIST = new ListFromLuau(INSTANCE);
    private static final FromLuau MAP = new MapFromLuau(INSTANCE, INSTANCE);

    private NaturalFromLuau() {}

    @Override
    public String expected() {
        return "value";
    }

    @Override
    public @Nullable Object convert(Vm vm, LuaValue value) {
        return value instanceof LuauTable ? convert(new Taking(vm), value) : convertPlain(vm, value);
    }

    @Override
    public @Nullable Object convert(Taking taking, LuaValue value) {
        return switch (value) {
            case LuauTable table -> (Lists.isList(table) ? LIST : MAP).convert(taking, table);
            case LuaString text -> Leaf.TEXT.convert(taking, text);
            case LuauBuffer buffer -> Leaf.BYTES.convert(taking, buffer);
            default -> convertPlain(taking.vm(), value);
        };
    }

    private static @Nullable Object convertPlain(Vm vm, LuaValue value) {
        return switch (value) {
            case LuaNil _ -> null;
            case LuauNumber number -> number.value;
            case LuaBoolean flag -> flag.v;
            case LuaString text -> Scalars.toText(text);
            case LuauInteger integer -> integer.value;
            case LuauVector vector -> Scalars.toVector(vm, vector);
            case LuauBuffer buffer -> buffer.bytes.clone();
            case dev.moonloom.luau.runtime.LuauFunction function -> new LuauFunction(vm, function);
            case LuauUserdata userdata when !userdata.isProxy() -> userdata.m_instance;
            default -> throw new Mismatch("a " + Types.nameOf(vm.state(), value) + " has no form in Java");
        };
    }
}
