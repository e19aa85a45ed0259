package dev.moonloom.tests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.core.async.HostFunctions;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauUserdata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaUserdata;

/** Objects of the host in the hands of scripts: nothing tells what they are in Java. */
final class HostObjectsTest {
    /** An object that must not tell about itself, by any of the ways that Java has for it. */
    private static final class Secret {
        @SuppressWarnings("unused") // scripts look for it
        final int field = 1;

        @Override
        public String toString() {
            return "Secret text";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Secret;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private final SandboxVm sandbox = new SandboxVm();

    @BeforeEach
    void addObjects() {
        LuauTable globals = sandbox.vm().globals();
        globals.rawset("bare", new LuauUserdata(new Secret(), null));
        globals.rawset("other", new LuauUserdata(new Secret(), null));
        globals.rawset("foreign", new LuaUserdata(new Secret()));
        globals.rawset("withMetatable", new LuauUserdata(new Secret(), new LuauTable()));
        globals.rawset("plain", HostFunctions.of(sandbox.vm().scheduler()).plain("plain", _ -> null));
    }

    /** Each is done to each object, and whatever it answers or raises is printed. */
    @ParameterizedTest
    @ValueSource(strings = {
        "tostring(object)",
        "string.format('%*', object)",
        "string.format('%s', object)",
        "`{object}`",
        "print(object)",
        "type(object), typeof(object)",
        "error(object)",
        "error({ object })",
        "object.field",
        "object:field()",
        "object['class']",
        "object.toString",
        "object()",
        "object .. ''",
        "object + 1",
        "-object",
        "#object",
        "object < object",
        "object.field == nil",
        "tonumber(object)",
        "tostring(object == other), object == bare",
        "({ [other] = 'other' })[object]",
        "rawequal(object, other), rawlen(object)",
        "pairs(object)",
        "next(object)",
        "table.concat({ object })",
        "table.unpack(object)",
        "math.floor(object)",
        "string.rep(object, 2)",
        "buffer.len(object)",
        "vector.create(object, 1)",
        "coroutine.wrap(object)",
        "coroutine.resume(object)",
        "task.spawn(object)",
        "task.wait(object)",
        "task.cancel(object)",
        "setmetatable(object, {})",
        "setfenv(object, {})",
        "getfenv(object)",
        "debug.info(object, 's')",
        "debug.traceback(object)",
        "loadstring(object)",
        "collectgarbage(object)",
        "newproxy(object)",
        "xpcall(object, debug.traceback)",
        "string.pack('z', object)",
        "os.date(object)",
        "os.time(object)",
    })
    void object_ofTheHost_doesNotTellWhatItIs(String use) {
        String printed = sandbox.run("""
                for _, object in { bare, foreign, withMetatable, plain } do
                    print(pcall(function() return %s end))
                end
                """.formatted(use));

        assertThat(printed).isNotEmpty().doesNotContainIgnoringCase("secret").doesNotContain("java", "moonloom",
                "Luau", "LuaJ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"getmetatable(object)", "getmetatable(object) and next(getmetatable(object))"})
    void metatable_ofAnObject_isTheHostsOrNone(String use) {
        assertThat(sandbox.run("local object = foreign print(" + use + ") object = bare print(" + use + ")"))
                .isEqualTo("nil\nnil\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare == other", "rawequal(bare, other)", "({ [bare] = true })[other] == true"})
    void twoObjects_thatAreEqualInJava_areTwo(String comparison) {
        assertThat(sandbox.run("print(" + comparison + ")")).isEqualTo("false\n");
    }
}
