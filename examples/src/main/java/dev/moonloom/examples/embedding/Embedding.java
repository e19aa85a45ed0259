package dev.moonloom.examples.embedding;

import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.examples.Script;
import dev.moonloom.luaj.LuaJHost;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** A host of LuaJ's, with the two lines that bring it the scheduler. */
public final class Embedding {
    private Embedding() {}

    /** Runs the example. */
    public static void main(String[] words) {
        run(System.out);
    }

    /** Runs the example, with this as the script's standard output. */
    public static void run(PrintStream out) {
        // What such a host looks like anyway.
        Globals globals = JsePlatform.standardGlobals();
        globals.STDOUT = out;
        globals.set("orders", LuaValue.listOf(new LuaValue[]{LuaValue.valueOf("tea"), LuaValue.valueOf("salt")}));
        LuaValue script = globals.load(
                new ByteArrayInputStream(Script.beside(Embedding.class, "embedding.luau")), "embedding", "t", globals);

        // What is new. From here on the Globals belongs to the scheduler's thread.
        try (TaskScheduler scheduler = LuaJHost.install(globals, SchedulerOptions.defaults())) {
            scheduler.spawn(script, LuaValue.NONE);
            scheduler.waitTillDone().block();
        }
    }
}
