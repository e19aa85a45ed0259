package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.luau.runtime.MetaEvent;
import dev.moonloom.luau.runtime.Metatables;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * A feedback that prints every uncaught error as native Luau's command line does: the message, then {@code stacktrace:}
 * and a line for each frame. A message that is no string is printed as {@code tostring} shows it.
 */
public final class ErrorPrinter implements SchedulerFeedback {
    private final PrintStream out;
    private final AtomicLong count = new AtomicLong();

    /** A printer to this stream. */
    public ErrorPrinter(PrintStream out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    @Override
    public boolean hearsScripts() {
        return false;
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        if (outcome instanceof Outcome.Failed(var value, String traceback, _) && origin != Origin.COROUTINE_RESUME) {
            count.incrementAndGet();
            LuaString message = text(thread, value);
            // The very bytes of the message, as print writes them: they need not be text.
            var report = new ByteArrayOutputStream();
            report.write(message.m_bytes, message.m_offset, message.m_length);
            report.writeBytes("\nstacktrace:\n".getBytes(StandardCharsets.UTF_8));
            if (!traceback.isEmpty()) {
                report.writeBytes((traceback + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.writeBytes(report.toByteArray());
            out.flush();
        }
    }

    /** {@return what {@code tostring} gives, or would without a {@code __tostring} that fails or tries to give way} */
    private static LuaString text(Coroutine thread, LuaValue value) {
        LuaValue metamethod = metamethod(thread, value);
        if (metamethod instanceof LuaFunction) {
            thread.coroutines().openRegion();
            try {
                return metamethod.call(value).checkstring();
            } catch (LuaError | StackOverflowError _) {
                // The error to be printed is the script's; this one is only in the way.
            } finally {
                thread.coroutines().closeRegion();
            }
        }
        return value.isstring() ? value.checkstring() : LuaString.valueOf(value.tojstring());
    }

    private static @Nullable LuaValue metamethod(Coroutine thread, LuaValue value) {
        LuaValue own = Metatables.metamethod(thread.coroutines().state(), value, MetaEvent.TOSTRING);
        LuaValue ofLuaJ = own == null && value.istable() ? value.getmetatable() : null;
        return ofLuaJ == null ? own : ofLuaJ.rawget(LuaValue.TOSTRING);
    }

    /** {@return how many errors were printed} Any thread. */
    public long count() {
        return count.get();
    }
}
