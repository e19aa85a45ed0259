package dev.moonloom;

import dev.moonloom.luau.runtime.LuauTable;
import java.util.List;

/** A table with the keys 1 to n as an unmodifiable list. */
final class ListFromLuau extends TableFromLuau {
    private final FromLuau item;

    ListFromLuau(FromLuau item) {
        this.item = item;
    }

    @Override
    List<?> fill(Taking taking, LuauTable table) {
        var items = new Object[Lists.sizeOf(table)];
        for (int i = 0; i < items.length; i++) {
            items[i] = Lists.item(taking, item, table, i + 1);
        }
        return List.of(items);
    }

    @Override
    int sizeOf(Object made) {
        return ((List<?>) made).size();
    }
}
