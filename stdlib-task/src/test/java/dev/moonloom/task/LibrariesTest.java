package dev.moonloom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NIL;
import static org.luaj.vm2.LuaValue.valueOf;
import static org.luaj.vm2.LuaValue.varargsOf;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.vm.ScriptVm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** The libraries as Java sees them: what a script cannot show. */
@Tag("carrier")
final class LibrariesTest {
    private final VirtualTime time;
    private final LuaValue task;
    private final LuaValue coroutine;
    private final List<List<String>> received = new ArrayList<>();
    private final LuaValue receiver = new VarArgFunction() {
        @Override
        public Varargs invoke(Varargs values) {
            received.add(texts(values));
            return NONE;
        }
    };

    LibrariesTest() {
        var made = new VirtualTime[1];
        var vm = new ScriptVm(System.out, System.err, coroutines -> {
            made[0] = VirtualTime.create(coroutines, SchedulerOptions.defaults());
            return made[0].scheduler();
        });
        time = made[0];
        task = Libraries.task(vm.scheduler().tasks());
        coroutine = Libraries.coroutine(vm.scheduler().tasks());
    }

    @BeforeEach
    void own() {
        time.scheduler().coroutines().adopt();
    }

    private static List<String> texts(Varargs values) {
        var texts = new ArrayList<String>();
        for (int i = 1; i <= values.narg(); i++) {
            texts.add(values.arg(i).tojstring());
        }
        return texts;
    }

    /** Calls a function with arguments that change after the call, as the registers of LuaJ's interpreter do. */
    private static Varargs callWithRegisters(LuaValue function, LuaValue... arguments) {
        LuaValue[] registers = arguments.clone();
        Varargs answer = function.invoke(varargsOf(registers));
        Arrays.fill(registers, valueOf("overwritten"));
        return answer;
    }

    @Test
    void defer_ofManyValues_keepsThem() {
        callWithRegisters(task.get("defer"), receiver, valueOf(1), NIL, valueOf(3), NIL, valueOf(5), NIL);
        time.runUntilDone();

        assertThat(received).containsExactly(List.of("1", "nil", "3", "nil", "5", "nil"));
    }

    @Test
    void delay_ofManyValues_keepsThem() {
        callWithRegisters(task.get("delay"), valueOf(1), receiver, valueOf(1), NIL, valueOf(3), NIL, NIL);
        time.runUntilDone();

        assertThat(received).containsExactly(List.of("1", "nil", "3", "nil", "nil"));
    }

    @Test
    void yield_ofManyValues_keepsThemUntilTheResumerLooks() {
        Varargs[] answer = new Varargs[1];
        task.get("spawn").invoke(new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs none) {
                LuaValue thread = coroutine.get("create").call(new VarArgFunction() {
                    @Override
                    public Varargs invoke(Varargs arguments) {
                        return callWithRegisters(coroutine.get("yield"), valueOf("a"), NIL, valueOf("c"), NIL);
                    }
                });
                answer[0] = coroutine.get("resume").invoke(thread);
                callWithRegisters(coroutine.get("resume"), thread, valueOf(1), valueOf(2), valueOf(3), NIL);
                return NONE;
            }
        });

        assertThat(texts(answer[0])).containsExactly("true", "a", "nil", "c", "nil");
    }

    @Test
    void spawn_ofManyValues_keepsThemWhileTheThreadIsSuspended() {
        var body = new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs arguments) {
                coroutine.get("yield").invoke();
                return receiver.invoke(arguments);
            }
        };
        LuaValue thread = callWithRegisters(task.get("spawn"), body, valueOf(1), valueOf(2), NIL, valueOf(4)).arg1();
        task.get("spawn").call(thread);

        assertThat(received).containsExactly(List.of("1", "2", "nil", "4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spawn  | invalid argument #1 to 'spawn' (function or thread expected)
            defer  | invalid argument #1 to 'defer' (function or thread expected)
            delay  | missing argument #1 to 'delay' (number expected)
            cancel | missing argument #1 to 'cancel' (thread expected)
            """)
    void function_ofTaskWithoutArguments_saysWhatItWants(String name, String text) {
        assertThatThrownBy(() -> task.get(name).invoke()).hasMessage(text);
    }

    @Test
    void functions_ofTheLibraries_areNamed() {
        assertThat(task.get("wait").checkfunction().name()).isEqualTo("wait");
        assertThat(coroutine.get("isyieldable").checkfunction().name()).isEqualTo("isyieldable");
    }

    @Test
    void running_outsideAnyThread_isNil() {
        assertThat(coroutine.get("running").call()).isSameAs(NIL);
        assertThat(coroutine.get("isyieldable").call()).isEqualTo(LuaValue.FALSE);
    }

    @Test
    void spawn_ofAFunction_answersACoroutineOfOurs() {
        assertThat(task.get("spawn").call(receiver)).isInstanceOf(Coroutine.class);
    }

    @Test
    void table_ofALibrary_isReadOnly() {
        for (LuaValue library : new LuaValue[]{task, coroutine}) {
            assertThatThrownBy(() -> library.set("wait", valueOf("value")))
                    .hasMessage("attempt to modify a readonly table");
            assertThat(library.get("wait").isfunction()).isEqualTo(library == task);
        }
    }
}
