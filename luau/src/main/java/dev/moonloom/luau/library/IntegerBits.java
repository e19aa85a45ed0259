package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaValue;

/** The functions of the integer library that take integers for 64 bits. */
final class IntegerBits {
    private IntegerBits() {}

    /** Adds them to the library. */
    static void define(LibraryBuilder library, LuauState state) {
        defineLogic(library, state);
        defineShifts(library, state);
        defineCounts(library, state);
        library.define("extract", IntegerFunctions::extract).define("replace", IntegerFunctions::replace);
    }

    private static void defineLogic(LibraryBuilder library, LuauState state) {
        library.define(new IntegerFold(state, "band", -1, 0) {
            @Override
            long combine(long x, long y) {
                return x & y;
            }
        }).define(new IntegerFold(state, "bor", 0, 0) {
            @Override
            long combine(long x, long y) {
                return x | y;
            }
        }).define(new IntegerFold(state, "bxor", 0, 0) {
            @Override
            long combine(long x, long y) {
                return x ^ y;
            }
        }).define(new IntegerFold(state, "btest", -1, 0) {
            @Override
            long combine(long x, long y) {
                return x & y;
            }

            @Override
            LuaValue result(long combined) {
                return LuaValue.valueOf(combined != 0);
            }
        }).define(new IntegerFunction(state, "bnot") {
            @Override
            LuaValue apply(long x) {
                return LuauInteger.of(~x);
            }
        });
    }

    private static void defineShifts(LibraryBuilder library, LuauState state) {
        library.define(new IntegerPairFunction(state, "lshift") {
            @Override
            LuaValue apply(long x, long y) {
                return LuauInteger.of(shiftLeft(x, y));
            }
        }).define(new IntegerPairFunction(state, "rshift") {
            @Override
            LuaValue apply(long x, long y) {
                return LuauInteger.of(shiftRight(x, y));
            }
        }).define(new IntegerPairFunction(state, "arshift") {
            @Override
            LuaValue apply(long x, long y) {
                return LuauInteger.of(shiftRightWithSign(x, y));
            }
        }).define(new IntegerPairFunction(state, "lrotate") {
            @Override
            LuaValue apply(long x, long y) {
                return LuauInteger.of(Long.rotateLeft(x, (int) y));
            }
        }).define(new IntegerPairFunction(state, "rrotate") {
            @Override
            LuaValue apply(long x, long y) {
                return LuauInteger.of(Long.rotateRight(x, (int) y));
            }
        });
    }

    private static void defineCounts(LibraryBuilder library, LuauState state) {
        library.define(new IntegerFunction(state, "countlz") {
            @Override
            LuaValue apply(long x) {
                return LuauInteger.of(Long.numberOfLeadingZeros(x));
            }
        }).define(new IntegerFunction(state, "countrz") {
            @Override
            LuaValue apply(long x) {
                return LuauInteger.of(Long.numberOfTrailingZeros(x));
            }
        }).define(new IntegerFunction(state, "bswap") {
            @Override
            LuaValue apply(long x) {
                return LuauInteger.of(Long.reverseBytes(x));
            }
        });
    }

    /** {@return the bits moved by so many places, to the other side if these are negative} */
    private static long shiftLeft(long bits, long places) {
        if (isTooFar(places)) {
            return 0;
        }
        return places < 0 ? bits >>> -places : bits << places;
    }

    private static long shiftRight(long bits, long places) {
        if (isTooFar(places)) {
            return 0;
        }
        return places < 0 ? bits << -places : bits >>> places;
    }

    /** Fills with the highest bit from the left; to the left it shifts as any other. */
    private static long shiftRightWithSign(long bits, long places) {
        return places < 0 ? shiftRight(bits, places) : bits >> Math.min(places, Long.SIZE - 1);
    }

    private static boolean isTooFar(long places) {
        return places <= -Long.SIZE || places >= Long.SIZE;
    }
}
