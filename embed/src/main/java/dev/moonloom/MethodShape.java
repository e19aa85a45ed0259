package dev.moonloom;

import static java.lang.invoke.MethodType.methodType;

import dev.moonloom.luau.runtime.LuauNumber;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Java method as scripts call it: how each argument becomes the parameter's type, and its answer a value of Luau. It is put
 * together of method handles, which the JIT compiles to what one would write by hand. Immutable; any thread.
 */
final class MethodShape {
    /** With more parameters than this, arguments are taken from a row. */
    private static final int MOST_FIXED = 3;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle VM = handle("vm", methodType(Vm.class, HostCode.class));
    private static final MethodHandle ARGUMENT = handle("argument",
            methodType(LuaValue.class, int.class, Varargs.class));
    private static final MethodHandle CALL = handle("call", methodType(Call.class, HostCode.class, Varargs.class));
    private static final MethodHandle REST = handle("rest",
            methodType(Object.class, FromLuau.class, Class.class, int.class, Vm.class, Varargs.class));
    private static final MethodHandle CONVERT = handle("convert",
            methodType(Object.class, FromLuau.class, Vm.class, LuaValue.class));
    private static final MethodHandle MISMATCH = handle("mismatch",
            methodType(ArgumentMismatch.class, int.class, String.class, Mismatch.class));

    /** Types that are converted without a box, and by what. */
    private static final Map<Class<?>, String> SCALARS = Map.of(
            double.class, "toDouble", float.class, "toFloat", int.class, "toInt", short.class, "toShort",
            byte.class, "toByte", char.class, "toChar", boolean.class, "toBoolean", String.class, "toText");

    private final String name;
    /** How the answer is given, for a method whose answer is neither nothing nor a number or truth of Java. */
    private final ToLuau answer;
    /** Takes the parameters as the method has them, without the object. */
    private final MethodHandle target;
    private final List<Parameter> parameters;

    /** A parameter of the method. A closed list. */
    private sealed interface Parameter {
        /** An argument. */
        record One(Class<?> type, FromLuau way) implements Parameter {}

        /** All further arguments, as an array. */
        record Rest(Class<?> item, FromLuau way) implements Parameter {}

        /** Who calls, and with what. */
        record Caller() implements Parameter {}
    }

    /**
     * The shape of a method of an object.
     *
     * @throws IllegalArgumentException naming the method, when a parameter has no conversion, or it is not accessible
     */
    MethodShape(String name, Object owner, Method method, Conversions conversions) {
        this.name = name;
        this.target = targetOf(owner, method);
        List<Parameter> found = new ArrayList<>();
        AnnotatedType[] types = method.getAnnotatedParameterTypes();
        for (int i = 0; i < types.length; i++) {
            boolean rest = method.isVarArgs() && i == types.length - 1;
            found.add(parameter(method, i, types[i], rest, conversions));
        }
        this.parameters = List.copyOf(found);
        this.answer = answerOf(method, conversions);
    }

    private static ToLuau answerOf(Method method, Conversions conversions) {
        try {
            return conversions.toLuau(method.getAnnotatedReturnType());
        } catch (IllegalArgumentException unsuitable) {
            throw new IllegalArgumentException("the answer of " + shown(method) + ": " + unsuitable.getMessage(),
                    unsuitable);
        }
    }

    private static MethodHandle targetOf(Object owner, Method method) {
        try {
            method.setAccessible(true);
            MethodHandle handle = LOOKUP.unreflect(method).asFixedArity();
            return method.accessFlags().contains(java.lang.reflect.AccessFlag.STATIC) ? handle : handle.bindTo(owner);
        } catch (IllegalAccessException | RuntimeException denied) {
            throw new IllegalArgumentException(shown(method) + " is not accessible", denied);
        }
    }

    private static Parameter parameter(Method method, int index, AnnotatedType annotated, boolean rest,
            Conversions conversions) {
        Class<?> type = method.getParameterTypes()[index];
        if (type == Call.class) {
            return new Parameter.Caller();
        }
        try {
            return rest
                    ? new Parameter.Rest(type.componentType(),
                            conversions.fromLuau(((AnnotatedArrayType) annotated).getAnnotatedGenericComponentType()))
                    : new Parameter.One(type, conversions.fromLuau(annotated));
        } catch (IllegalArgumentException unsuitable) {
            throw new IllegalArgumentException(
                    "parameter " + (index + 1) + " of " + shown(method) + ": " + unsuitable.getMessage(), unsuitable);
        }
    }

    /** {@return which argument a parameter takes, or from which on, counted from one} Who calls is no argument. */
    private int position(int index) {
        long before = parameters.subList(0, index).stream().filter(Parameter.Caller.class::isInstance).count();
        return index + 1 - (int) before;
    }

    static String shown(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    /** {@return whether the arguments can be passed one by one} */
    boolean isFixed() {
        return parameters.size() <= MOST_FIXED && parameters.stream().allMatch(Parameter.One.class::isInstance);
    }

    /** {@return {@code (HostCode, LuaValue, LuaValue, LuaValue) -> Varargs}} */
    MethodHandle fixed() {
        MethodHandle handle = answering(target);
        int count = parameters.size();
        for (int i = count - 1; i >= 0; i--) {
            handle = MethodHandles.collectArguments(handle, i,
                    fromValue(position(i), (Parameter.One) parameters.get(i)));
        }
        // (HostCode, LuaValue) for each parameter, and the function itself once more for the answer
        int[] order = new int[2 * count + 1];
        for (int i = 0; i < count; i++) {
            order[2 * i + 1] = i + 1;
        }
        return MethodHandles.permuteArguments(handle,
                methodType(Varargs.class, HostCode.class, LuaValue.class, LuaValue.class, LuaValue.class), order);
    }

    /** {@return {@code (HostCode, Varargs) -> Varargs}} */
    MethodHandle variadic() {
        return fromRow(answering(target), Varargs.class, 1);
    }

    /** {@return {@code (HostCode, Varargs) -> Object}, which answers what the method does} */
    MethodHandle raw() {
        return fromRow(target.asType(target.type().changeReturnType(Object.class)), Object.class, 0);
    }

    /** {@return a call of the method with these arguments, which are converted before this returns} */
    Callable<@Nullable Object> prepare(HostCode function, Varargs arguments) {
        Varargs copies = Values.detached(function.vm, arguments).toLuau(function.vm);
        var converted = new @Nullable Object[parameters.size()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = prepare(i, function, copies);
        }
        return () -> invoke(converted);
    }

    private @Nullable Object prepare(int index, HostCode function, Varargs arguments) {
        return switch (parameters.get(index)) {
            case Parameter.Caller _ -> new Call(function, arguments);
            case Parameter.Rest(Class<?> item, FromLuau way) ->
                rest(way, item, position(index), function.vm, arguments);
            case Parameter.One(_, FromLuau way) -> {
                try {
                    yield way.convert(function.vm, arguments.arg(position(index)));
                } catch (Mismatch mismatch) {
                    throw mismatch(position(index), way.expected(), mismatch);
                }
            }
        };
    }

    private @Nullable Object invoke(@Nullable Object[] converted) throws Exception {
        try {
            return target.invokeWithArguments(converted);
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private MethodHandle fromRow(MethodHandle handle, Class<?> result, int functionsBehind) {
        int count = parameters.size();
        for (int i = count - 1; i >= 0; i--) {
            handle = MethodHandles.collectArguments(handle, i, fromRow(position(i), parameters.get(i)));
        }
        int[] order = new int[2 * count + functionsBehind];
        for (int i = 0; i < count; i++) {
            order[2 * i + 1] = 1;
        }
        return MethodHandles.permuteArguments(handle, methodType(result, HostCode.class, Varargs.class), order);
    }

    /** {@return {@code (HostCode, Varargs) -> parameter}} */
    private static MethodHandle fromRow(int position, Parameter parameter) {
        return switch (parameter) {
            case Parameter.Caller _ -> CALL;
            case Parameter.One one -> MethodHandles.filterArguments(fromValue(position, one), 1,
                    MethodHandles.insertArguments(ARGUMENT, 0, position));
            case Parameter.Rest(Class<?> item, FromLuau way) -> {
                MethodHandle rest = MethodHandles.insertArguments(REST, 0, way, item, position);
                yield MethodHandles.filterArguments(rest, 0, VM)
                        .asType(methodType(item.arrayType(), HostCode.class, Varargs.class));
            }
        };
    }

    /** {@return {@code (HostCode, LuaValue) -> parameter}; a mismatch says which argument it was} */
    private static MethodHandle fromValue(int position, Parameter.One parameter) {
        MethodHandle convert = conversion(parameter);
        MethodHandle fault = MethodHandles.insertArguments(MISMATCH, 0, position, parameter.way().expected());
        MethodHandle raise = MethodHandles.filterArguments(
                MethodHandles.throwException(convert.type().returnType(), ArgumentMismatch.class), 0, fault);
        return MethodHandles.filterArguments(MethodHandles.catchException(convert, Mismatch.class, raise), 0, VM);
    }

    /** {@return {@code (Vm, LuaValue) -> parameter}} */
    private static MethodHandle conversion(Parameter.One parameter) {
        Class<?> type = parameter.type();
        String scalar = SCALARS.get(type);
        return scalar == null
                ? MethodHandles.insertArguments(CONVERT, 0, parameter.way())
                        .asType(methodType(type, Vm.class, LuaValue.class))
                : handle(Scalars.class, scalar, methodType(type, Vm.class, LuaValue.class));
    }

    /** {@return the method with its answer as values, and with the function itself as one more parameter at the end} */
    private MethodHandle answering(MethodHandle method) {
        Class<?> type = method.type().returnType();
        MethodHandle given = type == void.class
                ? MethodHandles.dropArguments(MethodHandles.constant(Varargs.class, LuaValue.NONE), 0, HostCode.class)
                : given(type);
        return MethodHandles.collectArguments(given, 0, method);
    }

    /** {@return {@code (answer, HostCode) -> Varargs}} */
    private MethodHandle given(Class<?> type) {
        MethodType wanted = methodType(Varargs.class, type, HostCode.class);
        if (type == double.class || type == float.class || type == int.class || type == short.class
                || type == byte.class) {
            return MethodHandles.explicitCastArguments(
                    handle("number", methodType(Varargs.class, double.class, HostCode.class)), wanted);
        }
        if (type == boolean.class) {
            return handle("truth", wanted);
        }
        return MethodHandles.insertArguments(
                handle("results", methodType(Varargs.class, ToLuau.class, Object.class, HostCode.class)), 0, answer)
                .asType(wanted);
    }

    private static MethodHandle handle(String name, MethodType type) {
        return handle(MethodShape.class, name, type);
    }

    private static MethodHandle handle(Class<?> owner, String name, MethodType type) {
        try {
            return LOOKUP.findStatic(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the parts of a method's shape are not there", e);
        }
    }

    // ---- what the handles are put together of, by name ----

    static Vm vm(HostCode function) {
        return function.vm;
    }

    static LuaValue argument(int position, Varargs arguments) {
        return arguments.arg(position);
    }

    static Call call(HostCode function, Varargs arguments) {
        return new Call(function, arguments);
    }

    static @Nullable Object convert(FromLuau way, Vm vm, LuaValue value) {
        return way.convert(vm, value);
    }

    static Object rest(FromLuau way, Class<?> item, int from, Vm vm, Varargs arguments) {
        int count = Math.max(0, arguments.narg() - from + 1);
        Object rest = Array.newInstance(item, count);
        for (int i = 0; i < count; i++) {
            try {
                Array.set(rest, i, way.convert(vm, arguments.arg(from + i)));
            } catch (Mismatch mismatch) {
                throw mismatch(from + i, way.expected(), mismatch);
            }
        }
        return rest;
    }

    static ArgumentMismatch mismatch(int position, String expected, Mismatch mismatch) {
        return new ArgumentMismatch(position, expected, mismatch);
    }

    static Varargs number(double answer, HostCode function) {
        return LuauNumber.of(answer);
    }

    static Varargs truth(boolean answer, HostCode function) {
        return LuaValue.valueOf(answer);
    }

    static Varargs results(ToLuau way, @Nullable Object answer, HostCode function) {
        return answer instanceof Values ? function.results(answer) : function.result(way, answer);
    }

    @Override
    public String toString() {
        return "MethodShape[" + name + ", " + Arrays.toString(parameters.toArray()) + "]";
    }
}
