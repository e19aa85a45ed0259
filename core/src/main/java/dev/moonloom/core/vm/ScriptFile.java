package dev.moonloom.core.vm;

import java.util.Arrays;

/** What may stand in a file before its Luau code. */
final class ScriptFile {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private ScriptFile() {}

    /**
     * {@return the text of a file without the mark that some editors put before UTF-8, and with a first line for Unix's {@code
     * #!} made a comment, so that lines keep their numbers}
     */
    static byte[] code(byte[] file) {
        byte[] code = startsWith(file, BYTE_ORDER_MARK)
                ? Arrays.copyOfRange(file, BYTE_ORDER_MARK.length, file.length)
                : file;
        if (!startsWith(code, new byte[]{'#', '!'})) {
            return code;
        }
        byte[] commented = code.clone();
        Arrays.fill(commented, 0, 2, (byte) '-');
        return commented;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
