package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Reads and stores of fields. What a table has itself is found at once, where the JIT inlines it; metatables are asked only
 * when it has nothing.
 */
public final class Indexing {
    /** How many metatables Luau asks in a row before it takes them for a loop. */
    private static final int MAX_CHAIN = 100;
    /** Longer keys are not shown in error texts. */
    private static final int MAX_SHOWN_KEY = 64;

    private Indexing() {}

    /** {@return the field of a constant name} */
    public static LuaValue index(LuaValue object, FieldName key, LuauFunction self) {
        if (object instanceof LuauTable table) {
            LuaValue value = table.find(key);
            if (value != null) {
                return value;
            }
        }
        return inherited(object, key, self);
    }

    /** {@return the field of any key} */
    public static LuaValue index(LuaValue object, LuaValue key, LuauFunction self) {
        if (object instanceof LuauTable table) {
            LuaValue value = table.find(key);
            if (value != null) {
                return value;
            }
            if (table.metatable() == null) {
                return LuaValue.NIL;
            }
        }
        return inherited(object, key, self);
    }

    /** {@return the field of a number} */
    public static LuaValue index(LuaValue object, double key, LuauFunction self) {
        if (object instanceof LuauTable table) {
            LuaValue value = table.find(key);
            if (value != null) {
                return value;
            }
            if (table.metatable() == null) {
                return LuaValue.NIL;
            }
        }
        return inherited(object, LuauNumber.of(key), self);
    }

    /** {@return a global that its chunk assigns} */
    public static LuaValue global(LuauTable environment, FieldName name, LuauFunction self) {
        LuaValue value = environment.find(name);
        return value != null ? value : inherited(environment, name, self);
    }

    /**
     * {@return a global that its chunk does not assign} What is behind the environment is found once: see {@link Import}.
     *
     * @param number which import of the function this is
     */
    public static LuaValue imported(LuauClosure self, FieldName name, int number) {
        Import known = self.prototype.imports[number];
        LuauTable environment = self.environment;
        return known.holdsFor(environment) ? known.value : findImport(environment, self, name, number);
    }

    /** {@return what a call of a global that its chunk does not assign calls} */
    public static LuauFunction importedFunction(LuauClosure self, FieldName name, int number) {
        Import known = self.prototype.imports[number];
        LuauFunction function = known.function;
        return function != null && known.holdsFor(self.environment)
                ? function
                : Calls.callee(imported(self, name, number), self);
    }

    private static LuaValue findImport(LuauTable environment, LuauClosure self, FieldName name, int number) {
        LuaValue own = environment.find(name);
        if (own != null) {
            return own;
        }
        LuaValue value = inherited(environment, name, self);
        remember(self, number, environment.watch(name, value), value);
        return value;
    }

    /**
     * {@return a field of a global table} What a library has is found once: see {@link Import}.
     *
     * @param number which import of the function this is
     */
    public static LuaValue imported(LuauClosure self, FieldName library, FieldName member, int number) {
        Import known = self.prototype.imports[number];
        LuauTable environment = self.environment;
        return known.holdsFor(environment) ? known.value : findImport(environment, self, library, member, number);
    }

    /** {@return what a call of a field of a global table calls} */
    public static LuauFunction importedFunction(LuauClosure self, FieldName library, FieldName member, int number) {
        Import known = self.prototype.imports[number];
        LuauFunction function = known.function;
        return function != null && known.holdsFor(self.environment)
                ? function
                : Calls.callee(imported(self, library, member, number), self);
    }

    private static LuaValue findImport(LuauTable environment, LuauClosure self, FieldName library, FieldName member,
            int number) {
        LuaValue object = global(environment, library, self);
        LuaValue value = index(object, member, self);
        if (object instanceof LuauTable table && table.isSettled() && table.find(member) == value) {
            remember(self, number, environment.watch(library, object), value);
        }
        return value;
    }

    private static void remember(LuauClosure self, int number, @Nullable Object era, LuaValue value) {
        if (era != null) {
            self.prototype.imports[number] = new Import(era, value);
        }
    }

    /** What the metatables say about a name that the object itself has not. */
    private static LuaValue inherited(LuaValue object, FieldName key, LuauFunction self) {
        LuaValue owner = object;
        for (int i = 0; i < MAX_CHAIN; i++) {
            if (!(owner instanceof LuauTable)) {
                LuaValue own = ownOfObject(owner, key, self);
                if (own != null) {
                    return own;
                }
            }
            LuaValue handler = readHandler(owner, key.text(), self);
            if (handler == null) {
                return LuaValue.NIL;
            }
            if (handler instanceof LuauTable table) {
                LuaValue value = table.find(key);
                if (value != null) {
                    return value;
                }
            } else if (handler instanceof LuaFunction function) {
                return self.state.callback2(self, Calls.callee(function, self), owner, key.text());
            }
            owner = handler;
        }
        throw self.state.runtimeError(self, "'__index' chain too long; possible loop");
    }

    /** What the metatables say about a key that the object itself has not. */
    private static LuaValue inherited(LuaValue object, LuaValue key, LuauFunction self) {
        LuaValue owner = object;
        for (int i = 0; i < MAX_CHAIN; i++) {
            if (!(owner instanceof LuauTable)) {
                LuaValue own = ownOfObject(owner, key, self);
                if (own != null) {
                    return own;
                }
            }
            LuaValue handler = readHandler(owner, key, self);
            if (handler == null) {
                return LuaValue.NIL;
            }
            if (handler instanceof LuauTable table) {
                LuaValue value = table.find(key);
                if (value != null) {
                    return value;
                }
            } else if (handler instanceof LuaFunction function) {
                return self.state.callback2(self, Calls.callee(function, self), owner, key);
            }
            owner = handler;
        }
        throw self.state.runtimeError(self, "'__index' chain too long; possible loop");
    }

    /** {@return what a value that is no table has itself under a name, or null when its metatable is to be asked} */
    private static @Nullable LuaValue ownOfObject(LuaValue owner, FieldName name, LuauFunction self) {
        if (owner instanceof LuauUserdata userdata) {
            HostMembers members = userdata.members;
            return members == null ? null : members.get(userdata, name, self);
        }
        return owner instanceof LuauVector vector ? vector.component(name.text()) : null;
    }

    /** {@return the same for any key} */
    private static @Nullable LuaValue ownOfObject(LuaValue owner, LuaValue key, LuauFunction self) {
        if (owner instanceof LuauUserdata userdata) {
            HostMembers members = userdata.members;
            return members == null ? null : members.get(userdata, key, self);
        }
        return owner instanceof LuauVector vector && key instanceof LuaString name ? vector.component(name) : null;
    }

    /** {@return where a read goes on, or null when the answer is nil} Only tables can be read without a metatable. */
    private static @Nullable LuaValue readHandler(LuaValue object, LuaValue key, LuauFunction self) {
        LuaValue handler = Metatables.metamethod(self.state, object, MetaEvent.INDEX);
        if (handler == null && !(object instanceof LuauTable)) {
            throw cannotIndex(object, key, self);
        }
        return handler;
    }

    private static LuauError cannotIndex(LuaValue object, LuaValue key, LuauFunction self) {
        LuauState state = self.state;
        String shown = key instanceof LuaString name && name.m_length <= MAX_SHOWN_KEY
                ? "'" + Strings.text(name) + "'"
                : Types.nameOf(state, key);
        return state.runtimeError(self, "attempt to index " + Types.nameOf(state, object) + " with " + shown);
    }

    /** Stores into the field of a constant name. */
    public static void store(LuaValue object, FieldName key, LuaValue value, LuauFunction self) {
        if (!(object instanceof LuauTable table && table.replace(key, value))) {
            unusualStore(object, key, value, self);
        }
    }

    /** Stores into the field of any key. */
    public static void store(LuaValue object, LuaValue key, LuaValue value, LuauFunction self) {
        if (key instanceof LuauNumber number) {
            store(object, number.value, value, self);
        } else if (!(object instanceof LuauTable table && key instanceof LuaString && table.replace(key, value))) {
            unusualStore(object, key, value, self);
        }
    }

    /** Stores into the field of a number. */
    public static void store(LuaValue object, double key, LuaValue value, LuauFunction self) {
        int index = (int) key;
        if (!(object instanceof LuauTable table && isIndex(index, key) && table.replace(index, value))) {
            unusualStore(object, LuauNumber.of(key), value, self);
        }
    }

    /** A new key -0 keeps its sign, though it is the same key as 0. */
    private static boolean isIndex(int index, double key) {
        return index == key && (index != 0 || Double.doubleToRawLongBits(key) == 0);
    }

    /** Stores a global. */
    public static void storeGlobal(LuauTable environment, FieldName name, LuaValue value, LuauFunction self) {
        if (!environment.replace(name, value)) {
            unusualStore(environment, name.text(), value, self);
        }
    }

    private static void unusualStore(LuaValue object, FieldName key, LuaValue value, LuauFunction self) {
        if (object instanceof LuauUserdata userdata && userdata.members != null) {
            userdata.members.set(userdata, key, value, self);
        } else {
            unusualStore(object, key.text(), value, self);
        }
    }

    private static void unusualStore(LuaValue object, LuaValue key, LuaValue value, LuauFunction self) {
        LuauState state = self.state;
        LuaValue owner = object;
        for (int i = 0; i < MAX_CHAIN; i++) {
            if (owner instanceof LuauUserdata userdata && userdata.members != null) {
                userdata.members.set(userdata, key, value, self);
                return;
            }
            LuaValue handler = Metatables.metamethod(state, owner, MetaEvent.NEWINDEX);
            if (owner instanceof LuauTable table) {
                if (handler == null || table.find(key) != null) {
                    put(table, key, value, self);
                    return;
                }
            } else if (handler == null) {
                throw cannotIndex(owner, key, self);
            }
            if (handler instanceof LuaFunction function) {
                state.callback3(self, Calls.callee(function, self), owner, key, value);
                return;
            }
            owner = handler;
        }
        throw state.runtimeError(self, "'__newindex' chain too long; possible loop");
    }

    /** Stores into the table itself. It does not know where its errors come from. */
    private static void put(LuauTable table, LuaValue key, LuaValue value, LuauFunction self) {
        try {
            table.put(key, value);
        } catch (LuaError error) {
            throw self.state.runtimeError(self, error);
        }
    }

    /** Fills a table that a constructor has just made with list items from a position on. */
    public static void append(LuauTable table, int from, Varargs items) {
        table.putAll(from, items);
    }
}
