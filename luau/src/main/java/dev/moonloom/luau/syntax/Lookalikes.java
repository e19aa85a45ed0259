package dev.moonloom.luau.syntax;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names characters outside of ASCII for error texts. For those that word processors and web pages put in place of ASCII
 * punctuation, and for the letters of Greek and Cyrillic keyboards that look like Latin ones, it tells which was meant.
 */
final class Lookalikes {
    private static final Map<Integer, String> MEANT = new HashMap<>();

    static {
        put("'", "\u00B4\u02B9\u02BB\u02BC\u2018\u2019\u201B\u2032\u2035\uFF07");
        put("\"", "\u02BA\u02EE\u201C\u201D\u201F\u2033\u2036\uFF02");
        put(" ", "\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F");
        put("-", "\u2010\u2011\u2012\u2013\u2212\u2796");
        put(",", "\u00B8\u201A");
        put(".", "\u2024");
        put("..", "\u2025");
        put("...", "\u2026");
        put(":", "\u0589\u2236\uFF1A");
        put(";", "\u037E");
        put("!", "\u01C3\uFF01");
        put("/", "\u2044\u2215");
        put("\\", "\u2216\uFF3C");
        put("*", "\u2217\u204E");
        put("+", "\u2795");
        put("x", "\u00D7");
        put("~", "\u02DC\u223C");
        put("^", "\u02C4\u02C6");
        put("<", "\u02C2\u2039");
        put(">", "\u02C3\u203A");
        put("(", "\uFF3B");
        put(")", "\uFF3D");
        putPairs("\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399l\u039AK\u039CM\u039DN\u039FO\u03A1P\u03A4T\u03A5Y\u03A7X"
                + "\u03B1a\u03B3y\u03B9i\u03BDv\u03BFo\u03C1p\u03C3o\u03C5u");
        putPairs("\u0405S\u0406l\u0408J\u0410A\u0412B\u0415E\u041AK\u041CM\u041DH\u041EO\u0420P\u0421C\u0422T\u0423Y"
                + "\u0425X\u042Cb\u0430a\u0433r\u0435e\u043Eo\u0440p\u0441c\u0443y\u0445x\u0455s\u0456i\u0458j");
    }

    private Lookalikes() {}

    private static void put(String meant, String lookalikes) {
        lookalikes.codePoints().forEach(lookalike -> MEANT.put(lookalike, meant));
    }

    /** Takes each character with the one that is meant behind it. */
    private static void putPairs(String pairs) {
        for (int i = 0; i < pairs.length(); i += 2) {
            put(pairs.substring(i + 1, i + 2), pairs.substring(i, i + 1));
        }
    }

    /** {@return how an error text calls the character} */
    static String describe(int codePoint) {
        String name = "Unicode character U+" + Integer.toHexString(codePoint);
        @Nullable String meant = MEANT.get(codePoint);
        return meant == null ? name : name + " (did you mean '" + meant + "'?)";
    }
}
