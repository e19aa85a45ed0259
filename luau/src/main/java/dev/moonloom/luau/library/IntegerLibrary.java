package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import org.luaj.vm2.LuaValue;

/** The library {@code integer}: all that can be computed with values of that type. What does not fit wraps around. */
public final class IntegerLibrary {
    private IntegerLibrary() {}

    /** {@return the library for a VM} */
    public static LuauTable create(LuauState state) {
        var library = new LibraryBuilder(state);
        defineArithmetic(library, state);
        defineDivisions(library, state);
        defineComparisons(library, state);
        defineUnsignedComparisons(library, state);
        IntegerBits.define(library, state);
        return library
                .define(new IntegerCreate(state))
                .define("fromstring", IntegerFunctions::fromString)
                .define("clamp", IntegerFunctions::clamp)
                .value("minsigned", LuauInteger.of(Long.MIN_VALUE))
                .value("maxsigned", LuauInteger.of(Long.MAX_VALUE))
                .table();
    }

    private static void defineArithmetic(LibraryBuilder library, LuauState state) {
        library.define(new IntegerFunction(state, "neg") {
            @Override
            LuaValue apply(long x) {
                return LuauInteger.of(-x);
            }
        }).define(new IntegerPairFunction(state, "add") {
            @Override
            LuaValue apply(long x, long y) {
                return LuauInteger.of(x + y);
            }
        }).define(new IntegerPairFunction(state, "sub") {
            @Override
            LuaValue apply(long x, long y) {
                return LuauInteger.of(x - y);
            }
        }).define(new IntegerPairFunction(state, "mul") {
            @Override
            LuaValue apply(long x, long y) {
                return LuauInteger.of(x * y);
            }
        }).define(new IntegerFunction(state, "tonumber") {
            @Override
            LuaValue apply(long x) {
                return LuauNumber.of((double) x);
            }
        }).define(new IntegerFold(state, "min", Long.MAX_VALUE, 1) {
            @Override
            long combine(long x, long y) {
                return Math.min(x, y);
            }
        }).define(new IntegerFold(state, "max", Long.MIN_VALUE, 1) {
            @Override
            long combine(long x, long y) {
                return Math.max(x, y);
            }
        });
    }

    private static void defineDivisions(LibraryBuilder library, LuauState state) {
        library.define(new IntegerDivision(state, "div") {
            @Override
            long divide(long x, long y) {
                return quotient(x, y);
            }
        }).define(new IntegerDivision(state, "idiv") {
            @Override
            long divide(long x, long y) {
                // Rounded down; but what lies between minus one and zero becomes zero, as in native Luau.
                long quotient = quotient(x, y);
                return quotient < 0 && x % y != 0 ? quotient - 1 : quotient;
            }
        }).define(new IntegerDivision(state, "rem") {
            @Override
            long divide(long x, long y) {
                return x % y;
            }
        }).define(new IntegerDivision(state, "mod") {
            @Override
            long divide(long x, long y) {
                return Math.floorMod(x, y);
            }
        }).define(new IntegerDivision(state, "udiv") {
            @Override
            long divide(long x, long y) {
                return Long.divideUnsigned(x, y);
            }
        }).define(new IntegerDivision(state, "urem") {
            @Override
            long divide(long x, long y) {
                return Long.remainderUnsigned(x, y);
            }
        });
    }

    private static void defineComparisons(LibraryBuilder library, LuauState state) {
        library.define(new IntegerPairFunction(state, "lt") {
            @Override
            LuaValue apply(long x, long y) {
                return LuaValue.valueOf(x < y);
            }
        }).define(new IntegerPairFunction(state, "le") {
            @Override
            LuaValue apply(long x, long y) {
                return LuaValue.valueOf(x <= y);
            }
        }).define(new IntegerPairFunction(state, "gt") {
            @Override
            LuaValue apply(long x, long y) {
                return LuaValue.valueOf(x > y);
            }
        }).define(new IntegerPairFunction(state, "ge") {
            @Override
            LuaValue apply(long x, long y) {
                return LuaValue.valueOf(x >= y);
            }
        });
    }

    private static void defineUnsignedComparisons(LibraryBuilder library, LuauState state) {
        library.define(new IntegerPairFunction(state, "ult") {
            @Override
            LuaValue apply(long x, long y) {
                return LuaValue.valueOf(Long.compareUnsigned(x, y) < 0);
            }
        }).define(new IntegerPairFunction(state, "ule") {
            @Override
            LuaValue apply(long x, long y) {
                return LuaValue.valueOf(Long.compareUnsigned(x, y) <= 0);
            }
        }).define(new IntegerPairFunction(state, "ugt") {
            @Override
            LuaValue apply(long x, long y) {
                return LuaValue.valueOf(Long.compareUnsigned(x, y) > 0);
            }
        }).define(new IntegerPairFunction(state, "uge") {
            @Override
            LuaValue apply(long x, long y) {
                return LuaValue.valueOf(Long.compareUnsigned(x, y) >= 0);
            }
        });
    }
}
