package dev.moonloom.core.vm;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.ToString;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code warn}: it writes the very bytes of its arguments, which need not be text, as {@code print} does. */
record Warning(PrintStream target) {
    Varargs print(Arguments arguments) {
        var line = new ByteArrayOutputStream();
        for (int i = 1; i <= arguments.count(); i++) {
            if (i > 1) {
                line.write('\t');
            }
            LuaString text = ToString.of(arguments.at(i), arguments.callee());
            line.write(text.m_bytes, text.m_offset, text.m_length);
        }
        line.write('\n');
        target.writeBytes(line.toByteArray());
        return LuaValue.NONE;
    }
}
