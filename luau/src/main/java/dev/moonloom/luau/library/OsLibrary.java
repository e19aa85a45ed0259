package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import java.time.Instant;
import java.time.ZoneId;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code os}: what it has of it that is harmless. */
public final class OsLibrary {
    private static final double SECONDS_PER_NANOSECOND = 1e-9;
    private static final LuaString DEFAULT_FORMAT = Strings.of("%c");

    private OsLibrary() {}

    /** {@return the library for a VM} Dates are of the time zone of the JVM. */
    public static LuauTable create(LuauState state) {
        return create(state, ZoneId.systemDefault());
    }

    static LuauTable create(LuauState state, ZoneId zone) {
        return new LibraryBuilder(state)
                .define("clock", _ -> LuauNumber.of(System.nanoTime() * SECONDS_PER_NANOSECOND))
                .define("date", arguments -> date(arguments, zone))
                .define("difftime", OsLibrary::difference)
                .define("time", OsLibrary::time)
                .table();
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static Varargs date(Arguments arguments, ZoneId zone) {
        var format = new DateFormat(arguments, zone, arguments.string(1, DEFAULT_FORMAT));
        long seconds = arguments.noneOrNil(2) ? now() : Numbers.toLong(arguments.number(2));
        return format.apply(seconds);
    }

    private static Varargs difference(Arguments arguments) {
        // Native Luau looks at the second argument first.
        long start = Numbers.toLong(arguments.number(2, 0));
        long end = Numbers.toLong(arguments.number(1));
        return LuauNumber.of((double) end - (double) start);
    }

    private static Varargs time(Arguments arguments) {
        if (arguments.noneOrNil(1)) {
            return LuauNumber.of((double) now());
        }
        LuauTable fields = arguments.table(1);
        int second = field(arguments, fields, "sec", 0);
        int minute = field(arguments, fields, "min", 0);
        int hour = field(arguments, fields, "hour", 12);
        int day = field(arguments, fields, "day", -1);
        int month = field(arguments, fields, "month", -1);
        int year = field(arguments, fields, "year", -1);
        long time = DateFields.secondsOf(year, month, day, hour, minute, second);
        return time < 0 ? LuaValue.NIL : LuauNumber.of((double) time);
    }

    /** A field of a date; one without a default must be there. */
    private static int field(Arguments arguments, LuauTable fields, String name, int otherwise) {
        LuaValue value = fields.rawget(name);
        if (Numbers.isConvertible(value)) {
            return Numbers.toInt(Numbers.convert(value));
        }
        if (otherwise < 0) {
            throw arguments.error("field '" + name + "' missing in date table");
        }
        return otherwise;
    }
}
