package dev.moonloom;

import dev.moonloom.luau.runtime.LuauTable;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;

/** A table with the keys 1 to n as an array, of primitives too. */
final class ArrayFromLuau extends TableFromLuau {
    private final FromLuau item;
    private final Class<?> component;
    private final MethodHandle setter;

    ArrayFromLuau(Class<?> component, FromLuau item) {
        this.item = item;
        this.component = component;
        this.setter = Handles.arraySetter(component.arrayType());
    }

    @Override
    Object fill(Taking taking, LuauTable table) {
        int size = Lists.sizeOf(table);
        Object array = Array.newInstance(component, size);
        for (int i = 0; i < size; i++) {
            Handles.set(setter, array, i, Lists.item(taking, item, table, i + 1));
        }
        return array;
    }

    @Override
    int sizeOf(Object made) {
        return Array.getLength(made);
    }
}
