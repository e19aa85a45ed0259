package dev.moonloom.tests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.CompiledScript;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;

/** What scripts do in one VM is not seen in another one, whether their code is the same or not. */
final class TwoVmsTest {
    private final SandboxVm first = new SandboxVm();
    private final SandboxVm second = new SandboxVm();

    /** What the first VM's script does, and what the second one's prints that looks for it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x = 1                                                   | print(x)                                  | nil
            loadstring('x = 1')()                                   | print(x, _G.x)                            | nil nil
            setfenv(0, { print = 1 })                               | print(getfenv(0).x, type(print))          | nil function
            print = nil                                             | print(type(print))                        | function
            getfenv().string = {}                                   | print(('x'):rep(2), type(string.rep))     | xx function
            getmetatable(getfenv()).x = 1                           | print(getmetatable(getfenv()).x)          | nil
            coroutine.yield()                                       | print(coroutine.status(coroutine.running())) | running
            local function f() f() end f()                          | print(pcall(function() return 1 end))     | true 1
            error('mine')                                           | print(pcall(error))                       | false nil
            task.wait(5)                                            | print(os.clock())                         | 0
            task.defer(print, 'deferred')                           | print('only this')                        | only this
            pcall(string.rep, 'x', 2 ^ 31 - 1)                      | print(#string.rep('x', 10))               | 10
            for i = 1, 1000 do pcall(coroutine.wrap(error)) end     | print(coroutine.isyieldable())            | true
            """)
    void script_ofTheFirstVm_isNotSeenInTheSecond(String script, String look, String printed) {
        first.begin(SandboxVm.compile(script), LuaValue.NONE);

        assertThat(second.run(look).replace('\t', ' ')).isEqualTo(printed + "\n");
    }

    @Test
    void randomNumbers_ofOneVm_areNotMovedByTheOther() {
        CompiledScript seed = SandboxVm.compile("math.randomseed(42)");
        CompiledScript draw = SandboxVm.compile("print(math.random(1e9), math.random(), math.noise(0.5))");
        first.run(seed);
        List<String> alone = List.of(first.run(draw), first.run(draw));

        first.run(seed);
        String before = first.run(draw);
        second.run(SandboxVm.compile("math.randomseed(1) for i = 1, 100 do math.random() end"));

        assertThat(List.of(before, first.run(draw))).isEqualTo(alone);
        assertThat(alone.getFirst()).isNotEqualTo(alone.getLast());
    }

    @Test
    void weakTable_ofOneVm_losesWhatOnlyTheSameCodeOfAnotherVmHolds() {
        CompiledScript code = SandboxVm.compile("""
                strong = strong or ...
                kept = setmetatable({ {}, { "constant" }, function() return strong end }, { __mode = "v" })
                if strong then held = { kept[1], kept[2], kept[3] } end
                collectgarbage()
                print(kept[1] ~= nil, kept[2] ~= nil, kept[3] ~= nil)
                """);
        first.begin(code, LuaValue.TRUE);
        second.begin(code, LuaValue.NONE);

        assertThat(first.printed()).isEqualTo("true\ttrue\ttrue\n");
        assertThat(second.printed()).startsWith("false\tfalse\t");
    }

    /**
     * Code is shared between threads, with its guesses at where tables keep their fields. Each VM's tables are laid out in
     * another way, so that the guesses are wrong all the time.
     */
    @Test
    @Timeout(60)
    void sameCode_onTwoThreadsAtOnce_computesTheSameAsAlone() throws Exception {
        CompiledScript code = SandboxVm.compile("""
                local spread = ...
                local objects = {}
                for i = 1, 50 do
                    local object = setmetatable({}, { __index = { get = function(self) return self.value + self.other end } })
                    for filler = 1, i % 7 + spread do object["filler" .. filler] = filler end
                    object.value, object.other = i, -i
                    objects[i] = object
                end
                local sum = 0
                for round = 1, 2000 do
                    for i, object in objects do
                        object.value += 1
                        sum += object:get() * i
                        object.late, object["filler1"] = object.late and nil or round, nil
                        sum += object.late or 0
                    end
                end
                print(sum, table.concat(string.split(`{sum}-{spread >= 0}`, "-"), "+"))
                """);
        String alone = printedBy(code, 0);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<String>> runs = new ArrayList<>();
            for (int spread = 0; spread < 8; spread++) {
                int mine = spread;
                runs.add(threads.submit(() -> printedBy(code, mine)));
            }
            for (Future<String> run : runs) {
                assertThat(run.get()).isEqualTo(alone);
            }
        }
    }

    private static String printedBy(CompiledScript code, int argument) {
        var vm = new SandboxVm();
        vm.begin(code, LuaValue.valueOf(argument));
        return vm.printed();
    }
}
