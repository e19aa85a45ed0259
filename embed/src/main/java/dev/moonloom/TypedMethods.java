package dev.moonloom;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.reactivestreams.Publisher;

/** The {@link Scripted} methods of an object as functions of Luau. */
final class TypedMethods {
    private static final MethodType CONSTRUCTOR = MethodType.methodType(HostCode.class, Vm.class, String.class);

    private TypedMethods() {}

    /**
     * {@return the functions of an object, by the names that scripts use}
     *
     * @throws IllegalArgumentException naming the method that cannot be called by scripts, and why; or when there is none
     */
    static Map<String, Moonloom.Global> of(Object owner, Conversions conversions) {
        Map<String, Moonloom.Global> functions = new LinkedHashMap<>();
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                Scripted scripted = method.getAnnotation(Scripted.class);
                if (scripted != null) {
                    String name = scripted.value().isEmpty() ? method.getName() : scripted.value();
                    if (functions.putIfAbsent(name,
                            new Moonloom.Global(new Shown.Typed(method),
                                    function(name, owner, method, conversions))) != null) {
                        throw new IllegalArgumentException(
                                MethodShape.shown(method) + ": there is another method '" + name + "'");
                    }
                }
            }
        }
        if (functions.isEmpty()) {
            throw new IllegalArgumentException(
                    owner.getClass().getName() + " has no method that is annotated @Scripted");
        }
        return functions;
    }

    private static Function<Vm, LuaValue> function(String name, Object owner, Method method, Conversions conversions) {
        var shape = new MethodShape(name, owner, method, conversions);
        Class<?> answer = method.getReturnType();
        if (method.isAnnotationPresent(Blocking.class)) {
            return vm -> new BlockingCode(vm, name, shape::prepare);
        }
        if (CompletionStage.class.isAssignableFrom(answer) || Publisher.class.isAssignableFrom(answer)) {
            MethodHandle body = shape.raw();
            return vm -> new LaterMethod(vm, name, body);
        }
        var code = new Code(shape);
        return vm -> new LazyMethod(vm, name, () -> code.in(vm, name));
    }

    /** The class of a method, made when the method is first called in any VM. */
    private static final class Code {
        private final MethodShape shape;
        private volatile @Nullable MethodHandle constructor;

        Code(MethodShape shape) {
            this.shape = shape;
        }

        HostCode in(Vm vm, String name) {
            MethodHandle made = constructor;
            if (made == null) {
                // Whoever comes second at the same moment makes an equal one.
                made = shape.isFixed()
                        ? HiddenMethods.define(TypedMethod.class, shape.fixed(), CONSTRUCTOR)
                        : HiddenMethods.define(TypedVariadicMethod.class, shape.variadic(), CONSTRUCTOR);
                constructor = made;
            }
            try {
                return (HostCode) made.invokeExact(vm, name);
            } catch (Throwable thrown) {
                throw Handles.unchecked(thrown);
            }
        }
    }
}
