package dev.moonloom.core.vm;

import dev.moonloom.luau.Luau;
import dev.moonloom.luau.library.ChunkCompiler;
import dev.moonloom.luau.runtime.ChunkNames;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.syntax.SyntaxException;
import java.util.Arrays;
import org.luaj.vm2.LuaString;

/** What {@code loadstring} compiles with. */
final class LoadstringCompiler implements ChunkCompiler {
    @Override
    public LuauFunction compile(LuauState state, LuaString source, LuaString name, LuauTable environment) {
        byte[] text = Arrays.copyOfRange(source.m_bytes, source.m_offset, source.m_offset + source.m_length);
        String shown = ChunkNames.display(Strings.text(name));
        try {
            return Luau.compile(text, shown).load(state, environment);
        } catch (SyntaxException invalid) {
            throw LuauError.of(Strings.of(SyntaxTexts.first(shown, invalid)));
        }
    }
}
