package dev.moonloom;

import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.Values;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What crosses the border, by Java type. Ways to and from classes are made once; nothing here keeps a class alive, and no
 * class keeps this alive. Immutable but for what it remembers; any thread.
 */
final class Conversions {
    private final Map<Class<?>, LuauType<?>> types = new HashMap<>();
    private final ClassValue<Ways> ways = new ClassValue<>() {
        @Override
        protected Ways computeValue(Class<?> type) {
            return new Ways();
        }
    };

    /** What is remembered for a class. It must not refer to the conversions. */
    private static final class Ways {
        // Any thread; each may enter an equal one.
        volatile @Nullable FromLuau from;
        volatile @Nullable ToLuau to;
    }

    Conversions(List<LuauType<?>> types) {
        types.forEach(type -> this.types.put(type.type(), type));
    }

    // From Luau.

    /**
     * {@return how Luau's values become this type}
     *
     * @throws IllegalArgumentException naming the type, when there is no way
     */
    FromLuau fromLuau(Type type) {
        return type instanceof Class<?> plain ? fromLuau(plain) : new TakingPlan(this).to(HostType.of(type));
    }

    /** {@return the same for a type in which {@link Int64} may stand} */
    FromLuau fromLuau(AnnotatedType type) {
        return new TakingPlan(this).to(HostType.of(type));
    }

    private FromLuau fromLuau(Class<?> type) {
        Ways known = ways.get(type);
        FromLuau way = known.from;
        if (way == null) {
            way = new TakingPlan(this).to(HostType.of(type));
            known.from = way;
        }
        return way;
    }

    /**
     * {@return a value as an instance of a class} For {@code int.class} and its like that is the box.
     *
     * @throws Mismatch when it, or a part of it, is of another type, or it is nil and nothing stands for that
     */
    <T> T as(Class<T> type, Vm vm, LuaValue value) {
        Object converted = fromLuau(type).convert(vm, value);
        if (converted == null) {
            throw new Mismatch(type.getSimpleName() + " expected, got nil");
        }
        return cast(type, converted);
    }

    /** {@return an object as an instance of a class, or of its box} */
    @SuppressWarnings("unchecked") // a primitive class and its box are both Class<T> to the compiler
    static <T> T cast(Class<T> type, Object object) {
        return (T) MethodType.methodType(type).wrap().returnType().cast(object);
    }

    // To Luau.

    /**
     * {@return a Java value as a value of a VM} What it holds is read before this returns.
     *
     * @throws Mismatch when something of it has no conversion
     */
    LuaValue toLuau(Vm vm, @Nullable Object value) {
        LuaValue plain = value == null ? LuaValue.NIL : plain(value);
        return plain == null ? give(new Nesting(vm), value) : plain;
    }

    /** {@return several values, each as {@link #toLuau} has it} */
    Varargs allToLuau(Vm vm, @Nullable Object... values) {
        var converted = new LuaValue[values.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = toLuau(vm, values[i]);
        }
        return Values.of(converted);
    }

    /** {@return what a host function has answered} {@link dev.moonloom.Values} are several values. */
    Varargs answerToLuau(Vm vm, @Nullable Object answer) {
        return answer instanceof dev.moonloom.Values values ? values.toLuau(vm) : toLuau(vm, answer);
    }

    /**
     * {@return how values of a declared type are given, in which {@link Int64} may stand}
     *
     * @throws IllegalArgumentException when that stands where it has no effect
     */
    ToLuau toLuau(AnnotatedType type) {
        return new GivingPlan(this).from(HostType.of(type));
    }

    /** A part of a value, as its own class has it. */
    static LuaValue give(Nesting outer, @Nullable Object value) {
        if (value == null) {
            return LuaValue.NIL;
        }
        LuaValue plain = plain(value);
        return plain == null ? outer.vm().conversions().toLuau(value.getClass()).give(outer, value) : plain;
    }

    /** What is given most, without a look at what is remembered. */
    private static @Nullable LuaValue plain(Object value) {
        return switch (value) {
            case Double number -> LuauNumber.of(number);
            case String text -> Scalars.ofText(text);
            case Boolean flag -> LuaValue.valueOf(flag);
            case Integer number -> LuauNumber.of(number);
            default -> null;
        };
    }

    private ToLuau toLuau(Class<?> type) {
        Ways known = ways.get(type);
        ToLuau way = known.to;
        if (way == null) {
            way = new GivingPlan(this).ofClass(type);
            known.to = way;
        }
        return way;
    }

    // Registered types.

    /** {@return the registered type that instances of a class are shown as: that of the nearest class above, or interface} */
    @Nullable LuauType<?> registered(Class<?> type) {
        for (Class<?> above = type; above != null; above = above.getSuperclass()) {
            LuauType<?> own = types.get(above);
            if (own == null) {
                own = registeredInterface(above);
            }
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    /** The nearer an interface is, the sooner it is met. */
    private @Nullable LuauType<?> registeredInterface(Class<?> type) {
        Deque<Class<?>> next = new ArrayDeque<>(List.of(type.getInterfaces()));
        for (Class<?> met; (met = next.poll()) != null;) {
            LuauType<?> own = types.get(met);
            if (own != null) {
                return own;
            }
            next.addAll(List.of(met.getInterfaces()));
        }
        return null;
    }

    /** {@return whether a type is registered itself, and not only extended by one that is} */
    boolean isRegistered(LuauType<?> type) {
        return types.get(type.type()) == type;
    }

    /** {@return whether an object of a registered type may be an instance of a class} */
    boolean isRegisteredBelow(Class<?> type) {
        return types.keySet().stream().anyMatch(type::isAssignableFrom);
    }
}
