package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauState;
import java.util.Arrays;
import org.luaj.vm2.LuaString;

/** Finds plain text in a string. Long searches poll the state, so that an interrupt ends them. */
final class TextSearch {
    /** How many bytes are looked at between two polls. */
    private static final int POLL_INTERVAL = 1 << 16;

    private TextSearch() {}

    /** {@return where a text first occurs at or after a position, counted from zero; or a negative number} */
    static int find(LuauState state, LuaString string, LuaString text, int start) {
        int length = text.m_length;
        if (length == 0) {
            return start;
        }
        byte[] bytes = string.m_bytes;
        byte[] wanted = text.m_bytes;
        int wantedStart = text.m_offset;
        byte first = wanted[wantedStart];
        int last = string.m_offset + string.m_length - length;
        int untilPoll = POLL_INTERVAL;
        for (int at = string.m_offset + start; at <= last; at++) {
            if (bytes[at] == first) {
                if (Arrays.equals(bytes, at, at + length, wanted, wantedStart, wantedStart + length)) {
                    return at - string.m_offset;
                }
                untilPoll -= length;
            }
            if (--untilPoll < 0) {
                untilPoll = POLL_INTERVAL;
                state.poll();
            }
        }
        return -1;
    }
}
