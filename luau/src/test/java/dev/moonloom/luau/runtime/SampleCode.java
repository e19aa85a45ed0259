package dev.moonloom.luau.runtime;

import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * Functions of compiled code without a compiler: each has a class of its own, which stands at one line of the chunk
 * {@code sample} while Java code does its work.
 */
final class SampleCode extends ClassLoader implements ChunkCode {
    private static final ClassDesc SUPER = SampleClosure.class.describeConstable().orElseThrow();
    private static final ClassDesc VARARGS = Varargs.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc BODY = MethodTypeDesc.of(VARARGS, VARARGS);
    private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(CD_void,
            LuauState.class.describeConstable().orElseThrow(), Prototype.class.describeConstable().orElseThrow(),
            BiFunction.class.describeConstable().orElseThrow());

    private SampleCode() {
        super(SampleCode.class.getClassLoader());
    }

    /** {@return a function that stands at a line} */
    static LuauClosure closure(LuauState state, String name, int line,
            BiFunction<LuauFunction, Varargs, Varargs> action) {
        return new SampleCode().make(state, name, line, line, action);
    }

    /** {@return a function whose work is in a method of its own, at another line} */
    static LuauClosure segmented(LuauState state, String name, int bodyLine, int segmentLine,
            BiFunction<LuauFunction, Varargs, Varargs> action) {
        return new SampleCode().make(state, name, bodyLine, segmentLine, action);
    }

    private LuauClosure make(LuauState state, String name, int bodyLine, int line,
            BiFunction<LuauFunction, Varargs, Varargs> action) {
        byte[] bytes = ClassFile.of().build(ClassDesc.of("dev.moonloom.luau.runtime.Sample"), type -> {
            type.withSuperclass(SUPER).withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
            type.withMethodBody(INIT_NAME, CONSTRUCTOR, ClassFile.ACC_PUBLIC, code -> code.aload(0).aload(1).aload(2)
                    .aload(3).invokespecial(SUPER, INIT_NAME, CONSTRUCTOR).return_());
            type.withMethodBody("body", BODY, ClassFile.ACC_PUBLIC, code -> emit(code, bodyLine, "segment0"));
            type.withMethodBody("segment0", BODY, ClassFile.ACC_PUBLIC, code -> emit(code, line, "act"));
        });
        Class<?> type = defineClass("dev.moonloom.luau.runtime.Sample", bytes, 0, bytes.length);
        try {
            return (LuauClosure) MethodHandles.lookup()
                    .unreflectConstructor(type.getConstructors()[0])
                    .invoke(state, new Prototype(new Code(name, line)), action);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private static void emit(CodeBuilder code, int line, String method) {
        code.lineNumber(line).aload(0).aload(1)
                .invokevirtual(ClassDesc.of("dev.moonloom.luau.runtime.Sample"), method, BODY)
                .areturn();
    }

    @Override
    public byte[] source() {
        return new byte[0];
    }

    @Override
    public String chunkName() {
        return "sample";
    }

    @Override
    public int listedLine(Class<?> type, String method, int place) {
        throw new AssertionError("no sample has as many lines");
    }

    private record Code(String name, int line) implements Prototype.Code {
        @Override
        public int imports() {
            return 0;
        }

        @Override
        public List<Prototype.Code> children() {
            return List.of();
        }

        @Override
        public String chunk() {
            return "sample";
        }

        @Override
        public int parameters() {
            return 0;
        }

        @Override
        public boolean variadic() {
            return true;
        }

        @Override
        public int lineOf(int site) {
            return line;
        }

        @Override
        public void drop(int site, @Nullable Object[] shared) {
            throw new AssertionError("no code to cut");
        }

        @Override
        public LuauClosure close(LuauState state, Prototype prototype, LuauTable environment, Object[] captured) {
            throw new AssertionError("a sample is no inner function");
        }

        @Override
        public Rest rest() {
            throw new AssertionError("a sample gives way by activations of its own");
        }
    }
}
