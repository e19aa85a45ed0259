package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code bit32}. */
public final class Bit32Library {
    private Bit32Library() {}

    /** {@return the library for a VM} */
    public static LuauTable create(LuauState state) {
        var library = new LibraryBuilder(state);
        defineLogic(library, state);
        defineShifts(library, state);
        defineRotations(library, state);
        defineCounts(library, state);
        return library.define(new BitExtract(state)).define("replace", Bit32Library::replace).table();
    }

    private static void defineLogic(LibraryBuilder library, LuauState state) {
        library.define(new BitFold(state, "band", -1) {
            @Override
            int combine(int x, int y) {
                return x & y;
            }
        }).define(new BitFold(state, "bor", 0) {
            @Override
            int combine(int x, int y) {
                return x | y;
            }
        }).define(new BitFold(state, "bxor", 0) {
            @Override
            int combine(int x, int y) {
                return x ^ y;
            }
        }).define(new BitFold(state, "btest", -1) {
            @Override
            int combine(int x, int y) {
                return x & y;
            }

            @Override
            LuaValue result(int bits) {
                return LuaValue.valueOf(bits != 0);
            }
        }).define(new BitFunction(state, "bnot") {
            @Override
            int apply(int bits) {
                return ~bits;
            }
        });
    }

    private static void defineShifts(LibraryBuilder library, LuauState state) {
        library.define(new BitShift(state, "lshift") {
            @Override
            int apply(int bits, int places) {
                return Bits.shiftLeft(bits, places);
            }
        }).define(new BitShift(state, "rshift") {
            @Override
            int apply(int bits, int places) {
                return Bits.shiftRight(bits, places);
            }
        }).define(new BitShift(state, "arshift") {
            @Override
            int apply(int bits, int places) {
                return Bits.shiftRightWithSign(bits, places);
            }

            @Override
            int shift(Arguments arguments) {
                int bits = Numbers.toUnsigned(arguments.number(1));
                return apply(bits, arguments.integer(2));
            }
        });
    }

    private static void defineRotations(LibraryBuilder library, LuauState state) {
        library.define(new BitShift(state, "lrotate") {
            @Override
            int apply(int bits, int places) {
                return Integer.rotateLeft(bits, places);
            }
        }).define(new BitShift(state, "rrotate") {
            @Override
            int apply(int bits, int places) {
                return Integer.rotateRight(bits, places);
            }
        });
    }

    private static void defineCounts(LibraryBuilder library, LuauState state) {
        library.define(new BitFunction(state, "countlz") {
            @Override
            int apply(int bits) {
                return Integer.numberOfLeadingZeros(bits);
            }
        }).define(new BitFunction(state, "countrz") {
            @Override
            int apply(int bits) {
                return Integer.numberOfTrailingZeros(bits);
            }
        }).define(new BitFunction(state, "byteswap") {
            @Override
            int apply(int bits) {
                return Integer.reverseBytes(bits);
            }
        });
    }

    private static Varargs replace(Arguments arguments) {
        int bits = Numbers.toUnsigned(arguments.number(1));
        int replacement = Numbers.toUnsigned(arguments.number(2));
        int field = field(arguments, 3);
        int ones = Bits.ones(width(arguments, 4, field));
        return Bits.box((bits & ~(ones << field)) | ((replacement & ones) << field));
    }

    static int field(Arguments arguments, int position) {
        int field = arguments.integer(position);
        arguments.integer(position + 1, 1);
        if (field < 0) {
            throw arguments.bad(position, "field cannot be negative");
        }
        return field;
    }

    static int width(Arguments arguments, int position, int field) {
        int width = arguments.integer(position, 1);
        if (width <= 0) {
            throw arguments.bad(position, "width must be positive");
        }
        // The sum may overflow, as it does in native Luau, and the shifts then use the low five bits only.
        if (field + width > Bits.COUNT) {
            throw arguments.error("trying to access non-existent bits");
        }
        return width;
    }
}
