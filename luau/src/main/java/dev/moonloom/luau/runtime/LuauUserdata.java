package dev.moonloom.luau.runtime;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * A Java object in the hands of scripts, or a proxy: an object that is nothing but its metatable. Each is equal to itself
 * only, whatever the Java objects say.
 */
public final class LuauUserdata extends LuaUserdata {
    /** What stands for the Java object of a proxy. */
    private static final Object PROXY = new Object();

    /** What scripts may do with it; null for nothing. */
    public @Nullable LuauTable metatable;
    /** The members that its type has; null where the metatable alone decides. */
    final @Nullable HostMembers members;

    /** A userdata around a Java object. */
    public LuauUserdata(Object instance, @Nullable LuauTable metatable) {
        this(instance, metatable, null);
    }

    private LuauUserdata(Object instance, @Nullable LuauTable metatable, @Nullable HostMembers members) {
        super(instance);
        this.metatable = metatable;
        this.members = members;
    }

    /** {@return a userdata around a Java object of a type that the host has described} */
    public static LuauUserdata of(Object instance, HostMembers members) {
        return new LuauUserdata(instance, members.metatable(), members);
    }

    /** {@return a proxy} */
    public static LuauUserdata proxy(@Nullable LuauTable metatable) {
        return new LuauUserdata(PROXY, metatable);
    }

    /** {@return whether a script made it with {@code newproxy}} */
    public boolean isProxy() {
        return m_instance == PROXY;
    }

    @Override
    public LuaValue getmetatable() {
        return metatable == null ? NIL : metatable;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public boolean raweq(LuaValue other) {
        return this == other;
    }

    @Override
    public boolean raweq(LuaUserdata other) {
        return this == other;
    }

    @Override
    public boolean eq_b(LuaValue other) {
        return this == other;
    }

    @Override
    public LuaValue eq(LuaValue other) {
        return valueOf(this == other);
    }

    @Override
    public String tojstring() {
        return "userdata: 0x" + HexFormat.of().toHexDigits((long) hashCode());
    }
}
