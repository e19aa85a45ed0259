package dev.moonloom;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.invoke.MethodType.methodType;

import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.Strings;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Luau functions as functional interfaces of the host. For each interface a hidden class beside it is made: it keeps the
 * function, and its one method is a method handle that is a constant in it, which converts the arguments and the result.
 */
final class FunctionInterfaces {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle NUMBER = handle("number",
            methodType(LuaValue.class, LuauFunction.class, double.class));
    private static final MethodHandle TRUTH = handle("truth",
            methodType(LuaValue.class, LuauFunction.class, boolean.class));
    private static final MethodHandle VALUE = handle("value",
            methodType(LuaValue.class, LuauFunction.class, Object.class));
    private static final MethodHandle RESULT = handle("result",
            methodType(Object.class, FromLuau.class, LuauFunction.class, LuaValue.class));
    private static final MethodHandle CALL = handle("call",
            methodType(LuaValue.class, LuauFunction.class, LuaValue[].class));
    private static final MethodHandle CALL_LATER = handle("callLater",
            methodType(CompletableFuture.class, FromLuau.class, LuauFunction.class, LuaValue[].class));
    private static final String FUNCTION = "function";

    private FunctionInterfaces() {}

    /**
     * {@return how a function becomes an instance of an interface} One whose method answers a {@link CompletionStage} calls
     * it in the next cycle, from any thread; any other calls it at once, on the VM's thread.
     *
     * @throws IllegalArgumentException when it is no functional interface, or its types have no conversion
     */
    static FromLuau functionalInterface(HostType type, Conversions conversions) {
        Method method = methodOf(type.raw());
        HostType answer = type.member(method.getAnnotatedReturnType());
        MethodHandle constructor = define(type.raw(), method, body(method, answer, conversions));
        return new FromLuau() {
            @Override
            public String expected() {
                return "function";
            }

            @Override
            public Object convert(Vm vm, LuaValue value) {
                if (!(value instanceof dev.moonloom.luau.runtime.LuauFunction function)) {
                    throw Mismatch.expected("function", vm, value);
                }
                try {
                    return (Object) constructor.invokeExact((Object) new LuauFunction(vm, function));
                } catch (Throwable thrown) {
                    throw Handles.unchecked(thrown);
                }
            }
        };
    }

    private static Method methodOf(Class<?> type) {
        Method method = singleMethod(type);
        if (method == null) {
            throw HostType.noConversion(type);
        }
        return method;
    }

    /** {@return the method that a functional interface is about, or null for any other class} */
    static @Nullable Method singleMethod(Class<?> type) {
        List<Method> found = Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()) && !isOfObject(method))
                .toList();
        return type.isInterface() && !type.isSealed() && found.size() == 1 ? found.getFirst() : null;
    }

    /** An interface may repeat {@code equals} and the like. */
    private static boolean isOfObject(Method method) {
        try {
            Object.class.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException _) {
            return false;
        }
    }

    /** {@return {@code (LuauFunction, parameters) -> result}} */
    private static MethodHandle body(Method method, HostType answered, Conversions conversions) {
        Class<?>[] parameters = method.getParameterTypes();
        Class<?> answer = method.getReturnType();
        MethodHandle call;
        if (CompletionStage.class.isAssignableFrom(answered.raw())) {
            if (!answered.raw().isAssignableFrom(CompletableFuture.class)) {
                throw new IllegalArgumentException(
                        MethodShape.shown(method) + " answers a " + answered.raw().getTypeName()
                                + "; a function of Luau can answer a CompletableFuture");
            }
            FromLuau way = new TakingPlan(conversions).to(answered.argument(0));
            call = MethodHandles.insertArguments(CALL_LATER, 0, way).asType(
                    methodType(answer, LuauFunction.class, LuaValue[].class));
        } else {
            call = answering(answer, answered, conversions);
        }
        // (LuauFunction, LuaValue...) and then each value from (LuauFunction, parameter)
        MethodHandle spread = call.asCollector(LuaValue[].class, parameters.length);
        for (int i = parameters.length - 1; i >= 0; i--) {
            spread = MethodHandles.collectArguments(spread, i + 1, given(parameters[i]));
        }
        int[] order = new int[2 * parameters.length + 1];
        for (int i = 0; i < parameters.length; i++) {
            order[2 * i + 2] = i + 1;
        }
        List<Class<?>> types = new ArrayList<>(List.of(LuauFunction.class));
        types.addAll(Arrays.asList(parameters));
        return MethodHandles.permuteArguments(spread, methodType(answer, types), order);
    }

    /** {@return {@code (LuauFunction, LuaValue[]) -> result}} */
    private static MethodHandle answering(Class<?> type, HostType answered, Conversions conversions) {
        if (type == void.class) {
            return CALL.asType(CALL.type().changeReturnType(void.class));
        }
        FromLuau way = new TakingPlan(conversions).to(answered);
        MethodHandle result = MethodHandles.insertArguments(RESULT, 0, way)
                .asType(methodType(type, LuauFunction.class, LuaValue.class));
        // result(function, call(function, values))
        MethodHandle nested = MethodHandles.collectArguments(result, 1, CALL);
        return MethodHandles.permuteArguments(nested, methodType(type, LuauFunction.class, LuaValue[].class), 0, 0, 1);
    }

    /** {@return {@code (LuauFunction, parameter) -> LuaValue}} */
    private static MethodHandle given(Class<?> type) {
        if (type == boolean.class) {
            return TRUTH;
        }
        boolean isNumber = type == double.class || type == float.class || type == int.class || type == short.class
                || type == byte.class;
        return (isNumber ? NUMBER : VALUE).asType(methodType(LuaValue.class, LuauFunction.class, type));
    }

    /** {@return {@code (Object) -> Object}: makes an instance for a function} */
    private static MethodHandle define(Class<?> type, Method method, MethodHandle body) {
        MethodHandle constant = body.asType(body.type().changeParameterType(0, Object.class));
        MethodHandles.Lookup beside = beside(type);
        byte[] code = emit(beside.lookupClass().getPackageName(), type, method, constant.type());
        try {
            MethodHandles.Lookup defined = beside.defineHiddenClassWithClassData(code, constant, true);
            return defined.findConstructor(defined.lookupClass(), methodType(void.class, Object.class))
                    .asType(methodType(Object.class, Object.class));
        } catch (IllegalAccessException denied) {
            throw new IllegalArgumentException(type.getTypeName() + " is not accessible", denied);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("a hidden class is not as it was emitted", e);
        }
    }

    /** Beside the interface, which need not be public; those of the JDK are, and their packages are closed. */
    private static MethodHandles.Lookup beside(Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(type, LOOKUP);
        } catch (IllegalAccessException _) {
            return LOOKUP;
        }
    }

    private static byte[] emit(String packageName, Class<?> type, Method method, MethodType body) {
        ClassDesc self = ClassDesc.of(packageName.isEmpty() ? "LuauFunction" : packageName + ".LuauFunction");
        MethodTypeDesc bodyType = body.describeConstable().orElseThrow();
        MethodTypeDesc methodType = bodyType.dropParameterTypes(0, 1);
        return ClassFile.of().build(self, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL).withInterfaceSymbols(type.describeConstable().orElseThrow());
            builder.withField(FUNCTION, CD_Object, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            builder.withMethodBody(INIT_NAME, MethodTypeDesc.of(CD_void, CD_Object), 0, code -> code
                    .aload(0).invokespecial(CD_Object, INIT_NAME, MethodTypeDesc.of(CD_void))
                    .aload(0).aload(1).putfield(self, FUNCTION, CD_Object).return_());
            builder.withMethodBody(method.getName(), methodType, ClassFile.ACC_PUBLIC, code -> {
                code.ldc(DynamicConstantDesc.ofNamed(ConstantDescs.BSM_CLASS_DATA, ConstantDescs.DEFAULT_NAME,
                        CD_MethodHandle));
                code.aload(0).getfield(self, FUNCTION, CD_Object);
                loadParameters(code, methodType);
                code.invokevirtual(CD_MethodHandle, "invokeExact", bodyType);
                code.return_(TypeKind.from(methodType.returnType()));
            });
        });
    }

    private static void loadParameters(CodeBuilder code, MethodTypeDesc type) {
        int slot = 1;
        for (ClassDesc parameter : type.parameterList()) {
            TypeKind kind = TypeKind.from(parameter);
            code.loadLocal(kind, slot);
            slot += kind.slotSize();
        }
    }

    private static MethodHandle handle(String name, MethodType type) {
        try {
            return LOOKUP.findStatic(FunctionInterfaces.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the parts of a function's body are not there", e);
        }
    }

    // ---- what the handles are put together of, by name ----

    static LuaValue number(LuauFunction function, double value) {
        return LuauNumber.of(value);
    }

    static LuaValue truth(LuauFunction function, boolean value) {
        return LuaValue.valueOf(value);
    }

    static LuaValue value(LuauFunction function, @Nullable Object value) {
        return value instanceof String text ? Strings.of(text) : function.vm().toLuau("an argument", value);
    }

    static LuaValue call(LuauFunction function, LuaValue[] arguments) {
        return function.invoke(row(arguments)).arg1();
    }

    static CompletableFuture<@Nullable Object> callLater(FromLuau way, LuauFunction function,
            LuaValue[] arguments) {
        return function.vm().call(function.function(), row(arguments),
                results -> function.converted(way, results.arg1()));
    }

    private static Varargs row(LuaValue[] arguments) {
        return dev.moonloom.luau.runtime.Values.of(arguments);
    }

    static @Nullable Object result(FromLuau way, LuauFunction function, LuaValue result) {
        return function.converted(way, result);
    }
}
