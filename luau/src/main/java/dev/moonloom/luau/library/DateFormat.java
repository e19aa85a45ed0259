package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Strings;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The format of a call of {@code os.date}: C's conversions, with the names of its default locale. */
final class DateFormat {
    private static final String[] DAYS = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
        "Saturday"};
    private static final String[] MONTHS = {"January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December"};
    private static final DateTimeFormatter ZONE_NAME = DateTimeFormatter.ofPattern("zzz", Locale.US);

    private final Arguments arguments;
    private final ZoneId zone;
    private final boolean utc;
    /** The format, a character for each byte, without the mark of Greenwich and up to a zero byte, as C sees it. */
    private final String format;

    DateFormat(Arguments arguments, ZoneId zone, LuaString format) {
        this.arguments = arguments;
        this.zone = zone;
        String text = new String(format.m_bytes, format.m_offset, format.m_length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        String visible = end < 0 ? text : text.substring(0, end);
        utc = visible.startsWith("!");
        this.format = utc ? visible.substring(1) : visible;
    }

    /** {@return the text or the table for a moment; nil for one that native Luau does not know} */
    LuaValue apply(long seconds) {
        if (!DateFields.isKnown(seconds) || (!utc && seconds < 0)) {
            return LuaValue.NIL;
        }
        DateFields date = utc ? DateFields.utc(seconds) : DateFields.in(zone, seconds);
        return format.equals("*t")
                ? table(date)
                : Strings.ofBytes(text(date, seconds).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static LuauTable table(DateFields date) {
        var fields = new LuauTable(0, 9);
        put(fields, "sec", date.second());
        put(fields, "min", date.minute());
        put(fields, "hour", date.hour());
        put(fields, "day", date.day());
        put(fields, "month", date.month());
        put(fields, "year", date.year());
        put(fields, "wday", date.dayOfWeek() + 1);
        put(fields, "yday", date.dayOfYear() + 1);
        fields.put(Strings.of("isdst"), LuaValue.valueOf(date.summerTime()));
        return fields;
    }

    private static void put(LuauTable fields, String name, int number) {
        fields.put(Strings.of(name), LuauNumber.of(number));
    }

    private String text(DateFields date, long seconds) {
        var text = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char character = format.charAt(at++);
            if (character == '%' && at < format.length()) {
                text.append(converted(format.charAt(at++), date, seconds));
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }

    private String converted(char conversion, DateFields date, long seconds) {
        return switch (conversion) {
            case 'a' -> DAYS[date.dayOfWeek()].substring(0, 3);
            case 'A' -> DAYS[date.dayOfWeek()];
            case 'b' -> MONTHS[date.month() - 1].substring(0, 3);
            case 'B' -> MONTHS[date.month() - 1];
            case 'c' -> dateAndTime(date, seconds);
            case 'd' -> twoDigits(date.day());
            case 'H' -> twoDigits(date.hour());
            case 'I' -> twoDigits(hourOfHalfDay(date));
            case 'j' -> String.format(Locale.ROOT, "%03d", date.dayOfYear() + 1);
            case 'm' -> twoDigits(date.month());
            case 'M' -> twoDigits(date.minute());
            case 'p' -> date.hour() < 12 ? "AM" : "PM";
            case 'S' -> twoDigits(date.second());
            case 'U' -> twoDigits(date.weekOfYear(0));
            case 'w' -> String.valueOf(date.dayOfWeek());
            case 'W' -> twoDigits(date.weekOfYear(1));
            case 'x' -> all("m/d/y", date, seconds);
            case 'X' -> all("H:M:S", date, seconds);
            case 'y' -> twoDigits(Math.floorMod(date.year() - 1900, 100));
            case 'Y' -> String.valueOf(date.year());
            case 'z' -> offset(date.offset());
            case 'Z' -> utc ? "GMT" : zoneName(seconds);
            case '%' -> "%";
            default -> throw arguments.bad(1, "invalid conversion specifier");
        };
    }

    private String dateAndTime(DateFields date, long seconds) {
        return String.format(Locale.ROOT, "%s %2d %s %d", all("a b", date, seconds), date.day(),
                all("H:M:S", date, seconds), date.year());
    }

    /** Applies the conversions that the letters of a text stand for. */
    private String all(String conversions, DateFields date, long seconds) {
        var text = new StringBuilder();
        for (int i = 0; i < conversions.length(); i++) {
            char character = conversions.charAt(i);
            text.append(Character.isLetter(character) ? converted(character, date, seconds) : character);
        }
        return text.toString();
    }

    private static int hourOfHalfDay(DateFields date) {
        int hour = date.hour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    private static String offset(int seconds) {
        int minutes = Math.abs(seconds) / 60;
        return (seconds < 0 ? "-" : "+") + twoDigits(minutes / 60) + twoDigits(minutes % 60);
    }

    private String zoneName(long seconds) {
        return ZONE_NAME.format(DateFields.likeMoment(seconds).atZone(zone));
    }
}
