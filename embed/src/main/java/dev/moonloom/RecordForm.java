package dev.moonloom;

import dev.moonloom.luau.runtime.Strings;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** A record class: the keys of its tables, and how its instances are taken apart and put together. Immutable; any thread. */
final class RecordForm {
    private static final ClassValue<RecordForm> FORMS = new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
            return new RecordForm(type);
        }
    };

    private final Class<?> type;
    /** The names of the components, as the constants that scripts use. */
    final LuaString[] keys;
    /** Luau's hashes of the keys. */
    final int[] hashes;
    /** An object to an array of its components. */
    private final MethodHandle parts;
    /** An array of components to an object. */
    private final MethodHandle whole;

    private RecordForm(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.keys = new LuaString[components.length];
        this.hashes = new int[components.length];
        for (int i = 0; i < components.length; i++) {
            keys[i] = Strings.constant(components[i].getName().getBytes(StandardCharsets.UTF_8));
            hashes[i] = Strings.hash(keys[i]);
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            this.parts = parts(lookup, components);
            this.whole = whole(lookup, components);
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new IllegalArgumentException("the record " + type.getName() + " is not accessible", e);
        }
    }

    /**
     * {@return the form of a record class}
     *
     * @throws IllegalArgumentException when its module does not let anybody at it
     */
    static RecordForm of(Class<?> type) {
        return FORMS.get(type);
    }

    private static MethodHandle parts(MethodHandles.Lookup lookup, RecordComponent[] components)
            throws IllegalAccessException {
        int count = components.length;
        var accessors = new MethodHandle[count];
        for (int i = 0; i < count; i++) {
            accessors[i] = lookup.unreflect(components[i].getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
        }
        MethodHandle array = MethodHandles.identity(Object[].class).asCollector(Object[].class, count);
        MethodHandle ofEach = MethodHandles.filterArguments(array, 0, accessors);
        return MethodHandles.permuteArguments(ofEach, MethodType.methodType(Object[].class, Object.class),
                new int[count]);
    }

    private static MethodHandle whole(MethodHandles.Lookup lookup, RecordComponent[] components)
            throws IllegalAccessException, NoSuchMethodException {
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class, types))
                .asType(MethodType.genericMethodType(types.length))
                .asSpreader(Object[].class, types.length);
    }

    /** {@return the components of a record} */
    @Nullable Object[] parts(Object record) {
        try {
            return (Object[]) parts.invokeExact(record);
        } catch (Throwable thrown) {
            throw Handles.unchecked(thrown);
        }
    }

    /**
     * {@return the record of these components}
     *
     * @throws Mismatch when its constructor refuses them, with what that says
     */
    Object whole(@Nullable Object[] components) {
        try {
            return (Object) whole.invokeExact(components);
        } catch (RuntimeException refusal) {
            String why = refusal.getMessage();
            throw new Mismatch(type.getSimpleName() + ": " + (why == null ? refusal.toString() : why), refusal);
        } catch (Throwable thrown) {
            throw Handles.unchecked(thrown);
        }
    }
}
