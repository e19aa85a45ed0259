package dev.moonloom.luau.codegen;

import dev.moonloom.luau.runtime.Arithmetic;
import dev.moonloom.luau.runtime.Calls;
import dev.moonloom.luau.runtime.Cell;
import dev.moonloom.luau.runtime.Comparison;
import dev.moonloom.luau.runtime.Counters;
import dev.moonloom.luau.runtime.Cursor;
import dev.moonloom.luau.runtime.FieldName;
import dev.moonloom.luau.runtime.Frame;
import dev.moonloom.luau.runtime.GivingWayFirst;
import dev.moonloom.luau.runtime.Indexing;
import dev.moonloom.luau.runtime.Iteration;
import dev.moonloom.luau.runtime.Jump;
import dev.moonloom.luau.runtime.Loops;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Prototype;
import dev.moonloom.luau.runtime.Rest;
import dev.moonloom.luau.runtime.Values;
import dev.moonloom.luau.runtime.Yield;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The classes that generated code refers to, as class files name them. */
final class Names {
    static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    static final ClassDesc VALUE = of(LuaValue.class);
    static final ClassDesc STRING = of(LuaString.class);
    static final ClassDesc BOOLEAN = of(LuaBoolean.class);
    static final ClassDesc VARARGS = of(Varargs.class);

    static final ClassDesc NUMBER = of(LuauNumber.class);
    static final ClassDesc INTEGER = of(LuauInteger.class);
    static final ClassDesc TABLE = of(LuauTable.class);
    static final ClassDesc FUNCTION = of(LuauFunction.class);
    static final ClassDesc CLOSURE = of(LuauClosure.class);
    static final ClassDesc STATE = of(LuauState.class);
    static final ClassDesc PROTOTYPE = of(Prototype.class);
    static final ClassDesc FIELD_NAME = of(FieldName.class);
    static final ClassDesc CELL = of(Cell.class);
    static final ClassDesc VALUES = of(Values.class);
    static final ClassDesc YIELD = of(Yield.class);
    static final ClassDesc FRAME = of(Frame.class);
    static final ClassDesc REST = of(Rest.class);
    static final ClassDesc JUMP = of(Jump.class);
    static final ClassDesc GIVING_WAY_FIRST = of(GivingWayFirst.class);
    static final ClassDesc CURSOR = of(Cursor.class);
    static final ClassDesc ITERATION = of(Iteration.class);

    static final ClassDesc ARITHMETIC = of(Arithmetic.class);
    static final ClassDesc CALLS = of(Calls.class);
    static final ClassDesc COMPARISON = of(Comparison.class);
    static final ClassDesc INDEXING = of(Indexing.class);
    static final ClassDesc COUNTERS = of(Counters.class);
    static final ClassDesc LOOPS = of(Loops.class);
    static final ClassDesc NUMBERS = of(Numbers.class);
    static final ClassDesc LOADER = of(ChunkLoader.class);

    static final ClassDesc INT = ConstantDescs.CD_int;
    static final ClassDesc LONG = ConstantDescs.CD_long;
    static final ClassDesc DOUBLE = ConstantDescs.CD_double;
    static final ClassDesc BOOL = ConstantDescs.CD_boolean;
    static final ClassDesc VOID = ConstantDescs.CD_void;

    private Names() {}

    private static ClassDesc of(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /** {@return a method's type} */
    static MethodTypeDesc type(ClassDesc result, ClassDesc... parameters) {
        return MethodTypeDesc.of(result, parameters);
    }

    /** {@return the type of a method that takes this many values and answers any number of them} */
    static MethodTypeDesc exec(int values) {
        return MethodTypeDesc.of(VARARGS, Collections.nCopies(values, VALUE));
    }
}
