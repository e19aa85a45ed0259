package dev.moonloom.luau.library;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * A moment as calendar and clock show it somewhere. The arithmetic is our own since the years of {@code java.time} end
 * sooner than those of native Luau.
 *
 * @param year the year, which may be 0 or negative
 * @param month from 1 to 12
 * @param day of the month, from 1
 * @param dayOfYear from 0
 * @param dayOfWeek from 0 for Sunday
 * @param secondOfDay from 0
 * @param offset seconds east of Greenwich
 * @param summerTime whether clocks are put forward
 */
record DateFields(int year, int month, int day, int dayOfYear, int dayOfWeek, int secondOfDay, int offset,
        boolean summerTime) {
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_ERA = 146_097;
    private static final int YEARS_PER_ERA = 400;
    /** From the first of March of the year 0 to the first of January 1970. */
    private static final int DAYS_BEFORE_1970 = 719_468;
    /** The year 5138, in which the rules of all time zones have come to rest. */
    private static final long FAR_AWAY = 100_000_000_000L;
    /** What the C library can keep: years count from 1900 there. */
    private static final long LAST_YEAR = 1900L + Integer.MAX_VALUE;
    private static final long FIRST_YEAR = 1900L + Integer.MIN_VALUE;

    /** {@return whether a moment lies in a year that native Luau knows} */
    static boolean isKnown(long seconds) {
        return seconds >= secondsOfYear(FIRST_YEAR) && seconds < secondsOfYear(LAST_YEAR + 1);
    }

    private static long secondsOfYear(long year) {
        long before = year - 1;
        long leapDays = Math.floorDiv(before, 4L) - Math.floorDiv(before, 100L) + Math.floorDiv(before, 400L);
        // The first of January of the year 1 was 719,162 days before 1970.
        return (before * 365 + leapDays - 719_162) * SECONDS_PER_DAY;
    }

    /** {@return a moment in Greenwich} */
    static DateFields utc(long seconds) {
        return of(seconds, 0, false);
    }

    /** {@return a moment in a time zone} */
    static DateFields in(ZoneId zone, long seconds) {
        ZoneRules rules = zone.getRules();
        Instant instant = likeMoment(seconds);
        return of(seconds, rules.getOffset(instant).getTotalSeconds(), rules.isDaylightSavings(instant));
    }

    /** {@return a moment in a year that Java knows, with the same rules for clocks} The calendar repeats every era. */
    static Instant likeMoment(long seconds) {
        long beyond = seconds - FAR_AWAY;
        long era = DAYS_PER_ERA * (long) SECONDS_PER_DAY;
        return Instant.ofEpochSecond(beyond < 0 ? seconds : FAR_AWAY + beyond % era);
    }

    private static DateFields of(long seconds, int offset, boolean summerTime) {
        long local = seconds + offset;
        long days = Math.floorDiv(local, SECONDS_PER_DAY);
        long era = Math.floorDiv(days + DAYS_BEFORE_1970, DAYS_PER_ERA);
        int dayOfEra = Math.floorMod(days + DAYS_BEFORE_1970, DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        // Years that begin in March end with the leap day.
        int dayOfMarchYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfMarchYear + 2) / 153;
        int day = dayOfMarchYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = era * YEARS_PER_ERA + yearOfEra + (month <= 2 ? 1 : 0);
        int dayOfYear = (int) (days - secondsOfYear(year) / SECONDS_PER_DAY);
        int dayOfWeek = Math.floorMod(days + 4, 7);
        // The last years do not fit, and native Luau shows what is left of them.
        return new DateFields((int) year, month, day, dayOfYear, dayOfWeek, Math.floorMod(local, SECONDS_PER_DAY),
                offset, summerTime);
    }

    int hour() {
        return secondOfDay / 3600;
    }

    int minute() {
        return secondOfDay / 60 % 60;
    }

    int second() {
        return secondOfDay % 60;
    }

    /** {@return the number of the week from the year's first day of a kind on, which is 0 for Sunday} */
    int weekOfYear(int firstDay) {
        return (dayOfYear + 7 - Math.floorMod(dayOfWeek - firstDay, 7)) / 7;
    }

    /**
     * {@return the seconds from 1970 to a date in Greenwich, or a negative number for a date before}
     *
     * <p>Numbers out of range count on into their neighbours. Where they overflow, or months are negative, the result
     * is what native Luau has: the divisions round to zero.
     */
    static long secondsOf(int year, int month, int day, int hour, int minute, int second) {
        int monthIndex = month - 1;
        int yearsBack = (monthIndex % 12 < 2 ? 1 : 0) - monthIndex / 12;
        int marchYear = year + 4800 - yearsBack;
        int monthFromMarch = month + 12 * yearsBack - 3;
        int leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
        int julianDay = day + (153 * monthFromMarch + 2) / 5 + 365 * marchYear + leapDays - 32_045;
        int days = julianDay - 2_440_588;
        if (julianDay < 2_440_588) {
            return -1;
        }
        return (long) days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
    }
}
