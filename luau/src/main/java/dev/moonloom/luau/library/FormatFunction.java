package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.ToString;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** {@code string.format}: C's {@code printf} with what Luau adds, {@code %q} and {@code %*}. */
final class FormatFunction extends LibraryFunction {
    /** From this length on a string is not padded: no width is greater. */
    private static final int LONG_STRING = 100;

    FormatFunction(LuauState state) {
        super(state, "format");
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuaString format = arguments.string(1);
        var result = new ByteBuilder(this, format.m_length + 16);
        int argument = 1;
        int at = 0;
        while (at < format.m_length) {
            int percent = format.indexOf((byte) '%', at);
            int literalEnd = percent < 0 ? format.m_length : percent;
            result.add(format.m_bytes, format.m_offset + at, literalEnd - at);
            at = literalEnd + 1;
            if (at < format.m_length && format.luaByte(at) == '%') {
                result.add('%');
                at++;
            } else if (percent >= 0) {
                argument++;
                if (argument > arguments.count()) {
                    throw state.error(this, "missing argument #" + argument);
                }
                at = append(result, format, at, arguments, argument);
            }
        }
        return result.toLuaString();
    }

    /** Appends an argument as the directive behind a percent says, and answers where the directive ends. */
    private int append(ByteBuilder result, LuaString format, int start, Arguments arguments, int argument) {
        if (start < format.m_length && format.luaByte(start) == '*') {
            result.add(ToString.of(arguments.at(argument), this));
            return start + 1;
        }
        FormatDirective directive = FormatDirective.parse(arguments, format, start);
        switch (directive.conversion()) {
            case 'c' -> appendCharacter(result, directive, arguments.integer(argument));
            case 'd', 'i' -> FormatNumbers.signed(result, directive, signed(arguments, argument));
            case 'o', 'u', 'x', 'X' ->
                FormatNumbers.unsigned(result, directive, unsigned(arguments, argument));
            case 'e', 'E', 'f', 'g', 'G' -> FormatNumbers.floating(result, directive, arguments.number(argument));
            case 'q' -> appendQuoted(result, arguments.string(argument));
            case 's' -> appendString(result, directive, arguments.string(argument));
            case '*' -> throw state.error(this, "'%*' does not take a form");
            case 0 -> throw state.error(this, "invalid option '%");
            default -> throw invalidOption(directive.conversion());
        }
        return directive.end();
    }

    private LuauError invalidOption(int conversion) {
        var message = new ByteBuilder(this, 0);
        message.add("invalid option '%");
        message.add(conversion);
        message.add("' to 'format'");
        return state.raise(this, message.toLuaString(), 1);
    }

    private static long signed(Arguments arguments, int argument) {
        return arguments.at(argument) instanceof LuauInteger integer
                ? integer.value
                : Numbers.toLong(arguments.number(argument));
    }

    private static long unsigned(Arguments arguments, int argument) {
        return arguments.at(argument) instanceof LuauInteger integer
                ? integer.value
                : toUnsignedLong(arguments.number(argument));
    }

    /** As C does it on x86: a negative number wraps around, and from 2^64 on there is nothing left. */
    private static long toUnsignedLong(double number) {
        if (number >= 0x1p64) {
            return 0;
        }
        return number >= 0x1p63 ? Numbers.toLong(number - 0x1p63) ^ Long.MIN_VALUE : Numbers.toLong(number);
    }

    private static void appendCharacter(ByteBuilder result, FormatDirective directive, int character) {
        int start = result.length();
        result.add(character);
        directive.padText(result, start);
    }

    /** Anything but a plain {@code %s} cuts at a zero byte, as C does. */
    private static void appendString(ByteBuilder result, FormatDirective directive, LuaString string) {
        boolean whole = directive.isPlain() || (directive.precision() < 0 && string.m_length >= LONG_STRING);
        if (whole) {
            result.add(string);
            return;
        }
        int zero = string.indexOf((byte) 0, 0);
        int length = zero < 0 ? string.m_length : zero;
        if (directive.precision() >= 0) {
            length = Math.min(length, directive.precision());
        }
        int start = result.length();
        result.add(string.m_bytes, string.m_offset, length);
        directive.padText(result, start);
    }

    private static void appendQuoted(ByteBuilder result, LuaString string) {
        result.add('"');
        for (int i = 0; i < string.m_length; i++) {
            int character = string.luaByte(i);
            switch (character) {
                case '"', '\\', '\n' -> {
                    result.add('\\');
                    result.add(character);
                }
                case '\r' -> result.add("\\r");
                case 0 -> result.add("\\000");
                default -> result.add(character);
            }
        }
        result.add('"');
    }
}
