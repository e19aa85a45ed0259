package dev.moonloom.luaj;

import dev.moonloom.core.coroutine.Coroutine;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.OneArgFunction;

/** LuaJ in a {@code Globals} of our own, with positions and tracebacks as native Luau prints them. */
final class StandaloneEngine extends LuaJEngine {
    private final FrameTracker tracker = new FrameTracker();
    /** The stack of the code outside any coroutine. */
    private final Frames outside = tracker.frames();

    StandaloneEngine(Globals globals) {
        super(globals);
        tracker.call(LuaValue.NIL, globals);
        globals.running.errorfunc = new Positioned();
    }

    Frames frames() {
        return tracker.frames();
    }

    Frames frames(Coroutine coroutine) {
        return framesOf(coroutine);
    }

    @Override
    public void onSwitch(@Nullable Coroutine from, @Nullable Coroutine to) {
        tracker.frames(framesOf(to));
    }

    private Frames framesOf(@Nullable Coroutine coroutine) {
        if (coroutine == null) {
            return outside;
        }
        if (coroutine.engineState() instanceof Frames known) {
            return known;
        }
        var fresh = new Frames();
        coroutine.engineState(fresh);
        return fresh;
    }

    @Override
    public String tracebackOf(LuaError error) {
        return tracker.frames().raisedTraceback();
    }

    @Override
    public String position(Coroutine coroutine) {
        return framesOf(coroutine).innermostPosition();
    }

    /**
     * What LuaJ asks for the final text of an error, at the point where it is raised: LuaJ's own position, {@code
     * =chunk:line text}, becomes Luau's.
     */
    private final class Positioned extends OneArgFunction {
        @Override
        public LuaValue call(LuaValue message) {
            Frames frames = tracker.frames();
            frames.raise();
            String text = message.tojstring();
            String position = frames.innermostPosition();
            for (String raw : new String[]{"=" + position + " ", "@" + position + " ", position + " "}) {
                if (text.startsWith(raw)) {
                    return valueOf(position + ": " + text.substring(raw.length()));
                }
            }
            return message;
        }
    }
}
