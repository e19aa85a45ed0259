package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Fills a library's table: {@code new LibraryBuilder(state).define("name", arguments -> ...).constant("pi", ...).table()}. */
public final class LibraryBuilder {
    private final LuauState state;
    private final LuauTable table;

    /** Begins a new table. */
    public LibraryBuilder(LuauState state) {
        this(state, new LuauTable());
    }

    /** Adds to a table, such as that of the globals. */
    public LibraryBuilder(LuauState state, LuauTable table) {
        this.state = state;
        this.table = table;
    }

    /** {@return the VM's state} */
    public LuauState state() {
        return state;
    }

    /** Adds a function under a name, which is also what error texts call it. */
    public LibraryBuilder define(String name, NativeFunction.Body body) {
        return value(name, new NativeFunction(state, name, body));
    }

    /** Adds a function of a class of its own. */
    public LibraryBuilder define(LuauFunction function) {
        return value(function.debugName(), function);
    }

    /** Adds a number. */
    public LibraryBuilder constant(String name, double number) {
        return value(name, LuauNumber.of(number));
    }

    /** Adds any value. */
    public LibraryBuilder value(String name, LuaValue value) {
        table.rawset(key(name), value);
        return this;
    }

    /** {@return the table} */
    public LuauTable table() {
        return table;
    }

    private static LuaString key(String name) {
        return Strings.constant(name.getBytes(StandardCharsets.UTF_8));
    }
}
