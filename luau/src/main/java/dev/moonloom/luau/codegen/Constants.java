package dev.moonloom.luau.codegen;

import static dev.moonloom.luau.codegen.Names.FIELD_NAME;
import static dev.moonloom.luau.codegen.Names.INTEGER;
import static dev.moonloom.luau.codegen.Names.NUMBER;
import static dev.moonloom.luau.codegen.Names.OBJECT;
import static dev.moonloom.luau.codegen.Names.STRING;
import static dev.moonloom.luau.codegen.Names.type;

import dev.moonloom.luau.runtime.FieldName;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.Strings;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaString;

/**
 * The constants of one generated class: strings, integers, and the names of fields. Each is in a static field of its own,
 * which the JIT takes for what it holds; those of a class with long code are in one array, numbers too, since no class could
 * have as many fields and constants of the JVM's.
 */
final class Constants {
    private static final String ARRAY = "constants";

    private final ClassDesc owner;
    private final boolean inArray;
    private final Map<LuaString, Integer> strings = new HashMap<>();
    private final Map<LuaString, Integer> names = new HashMap<>();
    private final Map<Long, Integer> integers = new HashMap<>();
    private final Map<Double, Integer> numbers = new HashMap<>();
    private final List<Object> all = new ArrayList<>();

    Constants(ClassDesc owner, boolean inArray) {
        this.owner = owner;
        this.inArray = inArray;
    }

    /** Pushes a string. */
    void push(CodeBuilder code, LuaString text) {
        push(code, strings.computeIfAbsent(text, _ -> added(Strings.constant(Strings.bytes(text)))), STRING);
    }

    /** Pushes a value of the type {@code integer}. */
    void push(CodeBuilder code, long number) {
        push(code, integers.computeIfAbsent(number, _ -> added(LuauInteger.of(number))), INTEGER);
    }

    /** Pushes the name of a field: where constants are cheap, every place of the source has its own. */
    void pushName(CodeBuilder code, LuaString text) {
        push(code, inArray ? names.computeIfAbsent(text, _ -> added(FieldName.of(text))) : added(FieldName.of(text)),
                FIELD_NAME);
    }

    /** Pushes a number, unboxed. */
    void push(CodeBuilder code, double number) {
        if (inArray && !isInAnInstruction(number)) {
            push(code, numbers.computeIfAbsent(number, _ -> added(LuauNumber.of(number))), NUMBER);
            code.getfield(NUMBER, "value", ConstantDescs.CD_double);
        } else {
            code.loadConstant(number);
        }
    }

    private static boolean isInAnInstruction(double number) {
        return number == 1 || Double.doubleToRawLongBits(number) == 0;
    }

    private int added(Object constant) {
        all.add(constant);
        return all.size() - 1;
    }

    private void push(CodeBuilder code, int number, ClassDesc kind) {
        if (inArray) {
            code.getstatic(owner, ARRAY, OBJECT.arrayType());
            Literals.pushCount(code, number);
            code.aaload().checkcast(kind);
        } else {
            code.getstatic(owner, nameOf(number), kind);
        }
    }

    private static String nameOf(int number) {
        return "constant" + number;
    }

    /** {@return the constants, each at its number} */
    Object[] all() {
        return all.toArray();
    }

    /** Emits the fields, and the initialiser that asks the class's loader for what they hold. */
    void emit(ClassBuilder type) {
        if (all.isEmpty()) {
            return;
        }
        int flags = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
        if (inArray) {
            type.withField(ARRAY, OBJECT.arrayType(), flags);
        } else {
            for (int i = 0; i < all.size(); i++) {
                type.withField(nameOf(i), kindOf(i), flags);
            }
        }
        type.withMethodBody(ConstantDescs.CLASS_INIT_NAME, type(Names.VOID), ClassFile.ACC_STATIC,
                this::emitInitialiser);
    }

    private ClassDesc kindOf(int number) {
        return switch (all.get(number)) {
            case LuaString _ -> STRING;
            case LuauInteger _ -> INTEGER;
            default -> FIELD_NAME;
        };
    }

    private void emitInitialiser(CodeBuilder code) {
        code.loadConstant(owner).invokestatic(Names.LOADER, "constantsOf",
                type(OBJECT.arrayType(), ConstantDescs.CD_Class));
        if (inArray) {
            code.putstatic(owner, ARRAY, OBJECT.arrayType()).return_();
            return;
        }
        code.astore(0);
        for (int i = 0; i < all.size(); i++) {
            code.aload(0).loadConstant(i).aaload().checkcast(kindOf(i)).putstatic(owner, nameOf(i), kindOf(i));
        }
        code.return_();
    }
}
