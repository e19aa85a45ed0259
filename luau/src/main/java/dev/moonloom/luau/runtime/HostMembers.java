package dev.moonloom.luau.runtime;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * What the scripts of one VM may do with the objects of one type of the host's: its members by name, and a metatable for
 * the operators. Each {@link LuauUserdata} of the type points here, so that a member is found as the field of a table is,
 * before any metatable is asked. Immutable; its members are used on the owner thread only.
 */
public final class HostMembers {
    /** Longer names are not shown in error texts. */
    private static final int MAX_SHOWN_NAME = 64;
    private static final LuaString LOCKED = Strings.of("The metatable is locked");

    private final String typeName;
    /** By name: a {@link HostProperty}, or the function that a method is. */
    private final LuauTable members;
    private final LuauTable metatable;

    /**
     * The members of a type.
     *
     * @param typeName what {@code typeof} answers
     * @param members by name: a {@link HostProperty}, or the function that a method is
     * @param metamethods what the operators do
     */
    public HostMembers(String typeName, Map<String, LuauFunction> members, Map<MetaEvent, LuauFunction> metamethods) {
        this.typeName = Objects.requireNonNull(typeName);
        this.members = new LuauTable(0, members.size());
        members.forEach((name, member) -> this.members.put(Strings.of(name), member));
        this.members.freeze();
        metatable = new LuauTable(0, metamethods.size() + 2);
        metamethods.forEach((event, function) -> metatable.put(event.key, function));
        metatable.put(MetaEvent.TYPE.key, Strings.of(typeName));
        metatable.put(MetaEvent.METATABLE.key, LOCKED);
        metatable.freeze();
    }

    LuauTable metatable() {
        return metatable;
    }

    /** {@return the method of a name, or null when there is none} */
    @Nullable LuauFunction method(FieldName name) {
        return members.find(name) instanceof LuauFunction method && !(method instanceof HostProperty) ? method : null;
    }

    /** {@return the value of a constant name} */
    LuaValue get(LuauUserdata object, FieldName name, LuauFunction self) {
        LuaValue member = members.find(name);
        return member instanceof HostProperty property ? property.get(object) : method(member, name.text(), self);
    }

    /** {@return the value of any key} */
    LuaValue get(LuauUserdata object, LuaValue key, LuauFunction self) {
        LuaValue member = members.find(key);
        return member instanceof HostProperty property ? property.get(object) : method(member, key, self);
    }

    private LuaValue method(@Nullable LuaValue member, LuaValue key, LuauFunction self) {
        if (member == null) {
            throw unknown(key, self);
        }
        return member;
    }

    /** Stores under a constant name. */
    void set(LuauUserdata object, FieldName name, LuaValue value, LuauFunction self) {
        set(members.find(name), object, name.text(), value, self);
    }

    /** Stores under any key. */
    void set(LuauUserdata object, LuaValue key, LuaValue value, LuauFunction self) {
        set(members.find(key), object, key, value, self);
    }

    private void set(@Nullable LuaValue member, LuauUserdata object, LuaValue key, LuaValue value, LuauFunction self) {
        if (member instanceof HostProperty property) {
            property.set(object, value);
        } else if (member == null) {
            throw unknown(key, self);
        } else {
            throw self.state.runtimeError(self,
                    "Unable to assign " + shown(key, self) + " of " + typeName + " (it is a method)");
        }
    }

    /** Roblox's words for it. */
    private LuauError unknown(LuaValue key, LuauFunction self) {
        return self.state.runtimeError(self, shown(key, self) + " is not a valid member of " + typeName);
    }

    private static String shown(LuaValue key, LuauFunction self) {
        return switch (key) {
            case LuaString name when name.m_length <= MAX_SHOWN_NAME -> Strings.text(name);
            case LuauNumber number -> number.tojstring();
            default -> "a " + Types.nameOf(self.state, key);
        };
    }
}
