package dev.moonloom.luaj;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.StringLib;

/**
 * What {@code ("text"):upper()} finds. LuaJ has one table of string methods for all VMs of the JVM, which is the first
 * VM's {@code string}: a script that changes its own would change everybody's. Unless a host's {@code Globals} was there
 * before, it is a table here that belongs to no VM.
 */
final class StringMethods {
    static {
        if (LuaString.s_metatable == null) {
            var nobody = new LuaTable();
            nobody.set("package", LuaValue.tableOf(new LuaValue[]{LuaValue.valueOf("loaded"), new LuaTable()}));
            new StringLib().call(LuaValue.valueOf("string"), nobody).set("dump", LuaValue.NIL);
        }
    }

    private StringMethods() {}

    /** Is to be called before any VM loads its own string library. */
    static void separate() {
        // The work is done once, by the initializer.
    }

    /** {@return what {@code getmetatable} answers} As in Luau, the metatable of strings is out of reach. */
    static LuaValue visibleMetatable(LuaValue value) {
        LuaValue metatable = value.getmetatable();
        if (metatable == null) {
            return LuaValue.NIL;
        }
        return value.type() == LuaValue.TSTRING
                ? LuaValue.valueOf("The metatable is locked")
                : metatable.rawget(LuaValue.METATABLE).optvalue(metatable);
    }
}
