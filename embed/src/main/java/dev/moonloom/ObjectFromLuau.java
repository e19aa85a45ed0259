package dev.moonloom;

import dev.moonloom.luau.runtime.LuauUserdata;
import org.luaj.vm2.LuaValue;

/** The Java object that a script holds, as an instance of a class. */
record ObjectFromLuau(String expected, Class<?> type) implements FromLuau {
    @Override
    public Object convert(Vm vm, LuaValue value) {
        if (value instanceof LuauUserdata userdata && type.isInstance(userdata.m_instance)) {
            return userdata.m_instance;
        }
        throw Mismatch.expected(expected, vm, value);
    }
}
