package dev.moonloom;

import dev.moonloom.luau.runtime.Cursor;
import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Several values. Those that a script has answered are converted when they are asked for, by the type that is asked for;
 * those of {@link #of} are the several values that a host function answers. Positions count from one. Immutable; any thread.
 *
 * {@snippet :
 * Values results = vm.await(vm.run(script).result());
 * int score = results.get(1, Integer.class);
 * List<String> names = results.list(2, String.class);
 * }
 */
public final class Values {
    private final Content content;

    private sealed interface Content {
        /** Of Luau: nobody changes the tables any more. */
        record Detached(Vm vm, Varargs values) implements Content {}

        /** Of Java. */
        record Given(List<@Nullable Object> objects) implements Content {}
    }

    private Values(Content content) {
        this.content = content;
    }

    /** {@return several values, for a host function that answers more or less than one} */
    public static Values of(@Nullable Object... values) {
        List<@Nullable Object> objects = new ArrayList<>();
        Collections.addAll(objects, values);
        return new Values(new Content.Given(objects));
    }

    /** {@return values that have left their VM: tables are copied, so that what scripts do to them later is not seen} */
    static Values detached(Vm vm, Varargs values) {
        var copies = new LuaValue[values.narg()];
        var copy = new DeepCopy();
        for (int i = 0; i < copies.length; i++) {
            copies[i] = copy.of(values.arg(i + 1));
        }
        copy.finish();
        return new Values(new Content.Detached(vm, dev.moonloom.luau.runtime.Values.of(copies)));
    }

    /** {@return how many there are} */
    public int count() {
        return switch (content) {
            case Content.Detached(_, Varargs values) -> values.narg();
            case Content.Given(List<@Nullable Object> objects) -> objects.size();
        };
    }

    /**
     * {@return a value as the Java type that is closest to it} Null for nil and beyond the last one.
     *
     * @throws IllegalArgumentException when it, or a part of it, has none; the text says which
     */
    public @Nullable Object get(int position) {
        return switch (content) {
            case Content.Detached(Vm vm, Varargs values) ->
                converted(vm, values, position, vm.conversions().fromLuau(Object.class));
            case Content.Given(List<@Nullable Object> objects) -> given(objects, position);
        };
    }

    /**
     * {@return a value as a type}
     *
     * @throws IllegalArgumentException when it, or a part of it, is of another type; the text says which
     */
    public <T> T get(int position, Class<T> type) {
        return switch (content) {
            case Content.Detached(Vm vm, Varargs values) -> as(type, vm, values, position);
            case Content.Given(List<@Nullable Object> objects) ->
                Conversions.cast(type, Objects.requireNonNull(given(objects, position), "the value is null"));
        };
    }

    /**
     * {@return a table with the keys 1 to n as an unmodifiable list}
     *
     * @throws IllegalArgumentException when it is none, has holes, or holds something of another type
     */
    public <T> List<T> list(int position, Class<T> item) {
        Content.Detached values = detached();
        FromLuau way = new ListFromLuau(values.vm().conversions().fromLuau(item));
        @SuppressWarnings("unchecked") var list = (List<T>) Objects
                .requireNonNull(converted(values.vm(), values.values(), position, way));
        return list;
    }

    /**
     * {@return a table as an unmodifiable map}
     *
     * @throws IllegalArgumentException when it is none, or holds something of another type
     */
    public <K, V> Map<K, V> map(int position, Class<K> key, Class<V> value) {
        Content.Detached values = detached();
        Conversions conversions = values.vm().conversions();
        FromLuau way = new MapFromLuau(conversions.fromLuau(key), conversions.fromLuau(value));
        @SuppressWarnings("unchecked") var map = (Map<K, V>) Objects
                .requireNonNull(converted(values.vm(), values.values(), position, way));
        return map;
    }

    private Content.Detached detached() {
        if (content instanceof Content.Detached values) {
            return values;
        }
        throw new IllegalArgumentException("these values are Java's; nothing is to be converted");
    }

    private static <T> T as(Class<T> type, Vm vm, Varargs values, int position) {
        try {
            return vm.conversions().as(type, vm, values.arg(position));
        } catch (Mismatch mismatch) {
            throw mismatch.of("value " + position);
        }
    }

    private static @Nullable Object converted(Vm vm, Varargs values, int position, FromLuau way) {
        try {
            return way.convert(vm, values.arg(position));
        } catch (Mismatch mismatch) {
            throw mismatch.of("value " + position);
        }
    }

    private static @Nullable Object given(List<@Nullable Object> objects, int position) {
        return position >= 1 && position <= objects.size() ? objects.get(position - 1) : null;
    }

    /**
     * {@return them as values of a VM}
     *
     * @throws Mismatch when they are another VM's, or one has no conversion
     */
    Varargs toLuau(Vm vm) {
        return switch (content) {
            case Content.Detached(Vm owner, Varargs values) ->
                detached(vm, GivingPlan.inVm(vm, owner, values, "values"))
                        .detached().values();
            case Content.Given(List<@Nullable Object> objects) -> vm.conversions().allToLuau(vm, objects.toArray());
        };
    }

    @Override
    public String toString() {
        return "Values[count=" + count() + "]";
    }

    /** Copies tables and buffers, with what they contain, each once: cycles and what is shared stay as they are. */
    private static final class DeepCopy {
        private final IdentityHashMap<LuaValue, LuaValue> copies = new IdentityHashMap<>();
        /** Copies whose contents are not copied yet. No recursion: a script may nest tables as deep as it likes. */
        private final Deque<LuauTable> shallow = new ArrayDeque<>();

        LuaValue of(LuaValue value) {
            return switch (value) {
                case LuauTable table -> copies.computeIfAbsent(table, _ -> begin(table));
                case LuauBuffer buffer -> copies.computeIfAbsent(buffer, _ -> new LuauBuffer(buffer.bytes.clone()));
                default -> value;
            };
        }

        private LuauTable begin(LuauTable table) {
            LuauTable copy = table.copy();
            copy.metatable(null);
            shallow.add(copy);
            return copy;
        }

        void finish() {
            for (LuauTable table; (table = shallow.poll()) != null;) {
                deepen(table);
            }
        }

        private void deepen(LuauTable table) {
            List<LuaValue> keys = new ArrayList<>();
            for (var entries = new Cursor(table); entries.next();) {
                LuaValue key = entries.key();
                if (of(entries.value) != entries.value) {
                    table.put(key, of(entries.value));
                }
                if (of(key) != key) {
                    keys.add(key);
                }
            }
            for (LuaValue key : keys) {
                table.put(of(key), Objects.requireNonNull(table.find(key)));
                table.put(key, LuaValue.NIL);
            }
        }
    }
}
