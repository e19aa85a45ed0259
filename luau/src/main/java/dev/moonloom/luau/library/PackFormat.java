package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauError;
import org.luaj.vm2.LuaString;

/**
 * Reads the options of a pack format one by one. After {@link #next} the fields tell the option's size and how much
 * padding its alignment needs. A zero byte ends the format.
 */
final class PackFormat {
    private static final int MAX_INTEGER_SIZE = 16;
    private static final int DEFAULT_INTEGER_SIZE = 4;
    private static final int DEFAULT_ALIGNMENT = 8;
    /** Up to here another digit cannot overflow. */
    private static final int LAST_SAFE_NUMBER = (Integer.MAX_VALUE - 9) / 10;

    private final Arguments arguments;
    private final LuaString format;
    private int at;
    private int maxAlignment = 1;
    private boolean littleEndian = true;
    private int size;
    private int padding;

    PackFormat(Arguments arguments) {
        this.arguments = arguments;
        format = arguments.string(1);
    }

    boolean hasNext() {
        return current() != 0;
    }

    /**
     * {@return the next option}
     *
     * @param position how many bytes are in front of it
     */
    PackOption next(long position) {
        PackOption option = read();
        int alignment = size;
        if (option == PackOption.ALIGNMENT) {
            alignment = alignmentOfNext();
        }
        padding = alignment <= 1 || option == PackOption.FIXED_STRING ? 0 : paddingFor(alignment, position);
        return option;
    }

    /** {@return the option's size} */
    int size() {
        return size;
    }

    /** {@return how many bytes of padding stand in front of it} */
    int padding() {
        return padding;
    }

    boolean littleEndian() {
        return littleEndian;
    }

    private int alignmentOfNext() {
        PackOption aligned = hasNext() ? read() : PackOption.FIXED_STRING;
        int alignment = size;
        size = 0;
        if (aligned == PackOption.FIXED_STRING || alignment == 0) {
            throw arguments.bad(1, "invalid next option for option 'X'");
        }
        return alignment;
    }

    private int paddingFor(int wanted, long position) {
        int alignment = Math.min(wanted, maxAlignment);
        if (Integer.bitCount(alignment) > 1) {
            throw arguments.bad(1, "format asks for alignment not power of 2");
        }
        return (int) -position & (alignment - 1);
    }

    private PackOption read() {
        int letter = current();
        at++;
        size = 0;
        return switch (letter) {
            case 'b' -> sized(PackOption.SIGNED, 1);
            case 'B' -> sized(PackOption.UNSIGNED, 1);
            case 'h' -> sized(PackOption.SIGNED, 2);
            case 'H' -> sized(PackOption.UNSIGNED, 2);
            case 'l' -> sized(PackOption.SIGNED, 8);
            case 'L' -> sized(PackOption.UNSIGNED, 8);
            case 'j' -> sized(PackOption.SIGNED, 4);
            case 'J', 'T' -> sized(PackOption.UNSIGNED, 4);
            case 'f' -> sized(PackOption.FLOAT, 4);
            case 'd', 'n' -> sized(PackOption.FLOAT, 8);
            case 'i' -> sized(PackOption.SIGNED, integerSize(DEFAULT_INTEGER_SIZE));
            case 'I' -> sized(PackOption.UNSIGNED, integerSize(DEFAULT_INTEGER_SIZE));
            case 's' -> sized(PackOption.STRING, integerSize(DEFAULT_INTEGER_SIZE));
            case 'c' -> sized(PackOption.FIXED_STRING, fixedSize());
            case 'z' -> PackOption.ZERO_STRING;
            case 'x' -> sized(PackOption.PADDING, 1);
            case 'X' -> PackOption.ALIGNMENT;
            default -> setting(letter);
        };
    }

    private PackOption sized(PackOption option, int bytes) {
        size = bytes;
        return option;
    }

    private PackOption setting(int letter) {
        switch (letter) {
            case ' ' -> {}
            case '<', '=' -> littleEndian = true;
            case '>' -> littleEndian = false;
            case '!' -> maxAlignment = integerSize(DEFAULT_ALIGNMENT);
            default -> throw invalidOption(letter);
        }
        return PackOption.SETTING;
    }

    private LuauError invalidOption(int letter) {
        var message = new ByteBuilder(arguments.callee(), 0);
        message.add("invalid format option '");
        message.add(letter);
        message.add("'");
        return arguments.state().raise(arguments.callee(), message.toLuaString(), 1);
    }

    private int fixedSize() {
        int number = number(-1);
        if (number < 0) {
            throw arguments.error("missing size for format option 'c'");
        }
        return number;
    }

    private int integerSize(int otherwise) {
        int number = number(otherwise);
        if (number > MAX_INTEGER_SIZE || number <= 0) {
            throw arguments.error(
                    "integral size (" + number + ") out of limits [1," + MAX_INTEGER_SIZE + "]");
        }
        return number;
    }

    private int number(int otherwise) {
        if (!CharacterClass.isDigit(current())) {
            return otherwise;
        }
        int number = 0;
        do {
            number = number * 10 + current() - '0';
            at++;
        } while (CharacterClass.isDigit(current()) && number <= LAST_SAFE_NUMBER);
        if (number > ByteBuilder.MAX_STRING || CharacterClass.isDigit(current())) {
            throw arguments.error("size specifier is too large");
        }
        return number;
    }

    private int current() {
        return at < format.m_length ? format.luaByte(at) : 0;
    }
}
