package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.pack}, {@code packsize} and {@code unpack}: values as bytes, in a layout that a format describes. */
final class PackFunctions {
    private static final int FLOAT_SIZE = 4;
    private static final int LONG_SIZE = 8;

    private PackFunctions() {}

    static Varargs pack(Arguments arguments) {
        var format = new PackFormat(arguments);
        var result = new ByteBuilder(arguments.callee(), 32);
        int argument = 1;
        while (format.hasNext()) {
            PackOption option = format.next(result.length());
            result.fill(0, format.padding());
            switch (option) {
                case SIGNED -> addSigned(result, format, arguments, ++argument);
                case UNSIGNED -> addUnsigned(result, format, arguments, ++argument);
                case FLOAT -> addFloat(result, format, number(arguments, ++argument));
                case FIXED_STRING -> addFixedString(result, format, arguments, ++argument);
                case STRING -> addString(result, format, arguments, ++argument);
                case ZERO_STRING -> addZeroString(result, arguments, ++argument);
                case PADDING -> result.add(0);
                case ALIGNMENT, SETTING -> {}
            }
        }
        return result.toLuaString();
    }

    private static void addSigned(ByteBuilder result, PackFormat format, Arguments arguments, int argument) {
        long number = Numbers.toLong(number(arguments, argument));
        int size = format.size();
        boolean fits = size >= LONG_SIZE || number == extendSign(number, size);
        if (!fits) {
            throw arguments.bad(argument, "integer overflow");
        }
        addInteger(result, format, number, number < 0 ? 0xff : 0);
    }

    private static void addUnsigned(ByteBuilder result, PackFormat format, Arguments arguments, int argument) {
        long number = Numbers.toLong(number(arguments, argument));
        boolean fits = format.size() >= LONG_SIZE || number >>> (8 * format.size()) == 0;
        if (!fits) {
            throw arguments.bad(argument, "unsigned overflow");
        }
        addInteger(result, format, number, 0);
    }

    /** Bytes beyond those of a long are all the same. */
    private static void addInteger(ByteBuilder result, PackFormat format, long number, int beyond) {
        int size = format.size();
        for (int i = 0; i < size; i++) {
            int position = format.littleEndian() ? i : size - 1 - i;
            result.add(position < LONG_SIZE ? (int) (number >>> (8 * position)) : beyond);
        }
    }

    private static void addFloat(ByteBuilder result, PackFormat format, double number) {
        addInteger(result, format, format.size() == FLOAT_SIZE ? Floats.floatBits(number) : Floats.bits(number), 0);
    }

    private static void addFixedString(ByteBuilder result, PackFormat format, Arguments arguments, int argument) {
        LuaString string = string(arguments, argument);
        if (string.m_length > format.size()) {
            throw arguments.bad(argument, "string longer than given size");
        }
        result.add(string);
        result.fill(0, format.size() - string.m_length);
    }

    private static void addString(ByteBuilder result, PackFormat format, Arguments arguments, int argument) {
        LuaString string = string(arguments, argument);
        boolean fits = format.size() >= FLOAT_SIZE || string.m_length < 1 << (8 * format.size());
        if (!fits) {
            throw arguments.bad(argument, "string length does not fit in given size");
        }
        addInteger(result, format, string.m_length, 0);
        result.add(string);
    }

    private static void addZeroString(ByteBuilder result, Arguments arguments, int argument) {
        LuaString string = string(arguments, argument);
        if (string.indexOf((byte) 0, 0) >= 0) {
            throw arguments.bad(argument, "string contains zeros");
        }
        result.add(string);
        result.add(0);
    }

    private static double number(Arguments arguments, int argument) {
        requireThere(arguments, argument, "number");
        return arguments.number(argument);
    }

    private static LuaString string(Arguments arguments, int argument) {
        requireThere(arguments, argument, "string");
        return arguments.string(argument);
    }

    /** Luau takes an argument missing here for nil. */
    private static void requireThere(Arguments arguments, int argument, String type) {
        if (argument > arguments.count()) {
            throw arguments.bad(argument, type + " expected, got nil");
        }
    }

    static Varargs packSize(Arguments arguments) {
        var format = new PackFormat(arguments);
        long total = 0;
        while (format.hasNext()) {
            PackOption option = format.next(total);
            if (option == PackOption.STRING || option == PackOption.ZERO_STRING) {
                throw arguments.bad(1, "variable-length format");
            }
            total += format.padding() + format.size();
            if (total > ByteBuilder.MAX_STRING) {
                throw arguments.bad(1, "format result too large");
            }
        }
        return LuauNumber.of((double) total);
    }

    static Varargs unpack(Arguments arguments) {
        return new Unpacker(arguments).run();
    }

    private static long extendSign(long number, int size) {
        int unused = 64 - 8 * size;
        return number << unused >> unused;
    }

    /** One call of {@code unpack}. */
    private static final class Unpacker {
        private final Arguments arguments;
        private final PackFormat format;
        private final LuaString data;
        private int position;
        private LuaValue[] results = new LuaValue[4];
        private int count;

        Unpacker(Arguments arguments) {
            this.arguments = arguments;
            format = new PackFormat(arguments);
            data = arguments.string(2);
            position = Math.max(Slices.position(arguments.integer(3, 1), data.m_length) - 1, 0);
            if (position > data.m_length) {
                throw arguments.bad(3, "initial position out of string");
            }
        }

        Varargs run() {
            while (format.hasNext()) {
                PackOption option = format.next(position);
                need((long) format.padding() + format.size());
                position += format.padding();
                ResultLimit.check(arguments, count + 2, "too many results");
                switch (option) {
                    case SIGNED -> add(LuauNumber.of((double) integer(true)));
                    case UNSIGNED -> add(LuauNumber.of(unsigned(integer(false))));
                    case FLOAT -> add(LuauNumber.of(floating()));
                    case FIXED_STRING -> add(Slices.of(data, position, position + format.size()));
                    case STRING -> add(string());
                    case ZERO_STRING -> add(zeroString());
                    case PADDING, ALIGNMENT, SETTING -> {}
                }
                position += format.size();
            }
            add(LuauNumber.of(position + 1));
            return Values.of(results, 0, count);
        }

        private void add(LuaValue value) {
            if (count == results.length) {
                results = Arrays.copyOf(results, count * 2);
            }
            results[count++] = value;
        }

        private void need(long bytes) {
            if (bytes < 0 || bytes > data.m_length - position) {
                throw arguments.bad(2, "data string too short");
            }
        }

        private int byteAt(int significance) {
            int size = format.size();
            return data.luaByte(position + (format.littleEndian() ? significance : size - 1 - significance));
        }

        private long integer(boolean signed) {
            int size = format.size();
            long number = 0;
            for (int i = Math.min(size, LONG_SIZE) - 1; i >= 0; i--) {
                number = (number << 8) | byteAt(i);
            }
            if (size < LONG_SIZE) {
                return signed ? extendSign(number, size) : number;
            }
            int beyond = signed && number < 0 ? 0xff : 0;
            for (int i = LONG_SIZE; i < size; i++) {
                if (byteAt(i) != beyond) {
                    throw arguments.error(size + "-byte integer does not fit into Lua Integer");
                }
            }
            return number;
        }

        private static double unsigned(long number) {
            if (number >= 0) {
                return number;
            }
            // The lowest bit is kept for rounding, then doubled away.
            return ((number >>> 1) | (number & 1)) * 2.0;
        }

        private double floating() {
            long bits = integer(false);
            return format.size() == FLOAT_SIZE ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
        }

        private LuaString string() {
            long length = integer(false);
            int start = position + format.size();
            if (length < 0 || length > data.m_length - start) {
                throw arguments.bad(2, "data string too short");
            }
            position += (int) length;
            return Slices.of(data, start, start + (int) length);
        }

        private LuaString zeroString() {
            int end = data.indexOf((byte) 0, position);
            if (end < 0) {
                throw arguments.bad(2, "unfinished string for format 'z'");
            }
            int start = position;
            position = end + 1;
            return Slices.of(data, start, end);
        }
    }
}
