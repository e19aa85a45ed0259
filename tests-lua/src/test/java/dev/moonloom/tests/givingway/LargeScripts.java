package dev.moonloom.tests.givingway;

import dev.moonloom.tests.Script;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Scripts of functions that are too long for one method of the JVM, or nested deeper than people write them. */
public final class LargeScripts {
    private LargeScripts() {}

    /** {@return all of them} */
    public static List<Script> all() {
        return List.of(pausesInALine(), pausesInALoop(), leavesALongLoop(), deepNesting(), largeTable(),
                manyStatements(),
                manyLocals(), manyUpvalues(), collectedValues());
    }

    private static String repeat(int count, IntFunction<String> line) {
        return IntStream.rangeClosed(1, count).mapToObj(line).collect(Collectors.joining("\n"));
    }

    /** A script whose thread pauses so many times, and answers what the script prints. */
    private static Script script(String name, String body, int pauses, String expected) {
        return new Script("large/" + name, """
                local thread = coroutine.wrap(function(...)
                %s
                end)
                for _ = 1, %d do thread() end
                print(thread())
                -- expect: %s
                """.formatted(body, pauses, expected));
    }

    private static Script pausesInALine() {
        String lines = repeat(10_000, i -> "coroutine.yield() n = n + " + i % 10);
        return script("ten_thousand_pauses_in_a_line", "local n = 0\n" + lines + "\nreturn n", 10_000, "45000");
    }

    private static Script pausesInALoop() {
        String lines = repeat(300, i -> "coroutine.yield() n, text = n + k, \"" + i + "\" .. k");
        String body = "local n, text = 0, nil\nfor k = 1, 3 do\n" + lines + "\nend\nreturn n, text";
        return script("three_hundred_pauses_in_a_loop", body, 900, "1800 3003");
    }

    /** The loop's body is cut into several methods, and control leaves it from inside of them. */
    private static Script leavesALongLoop() {
        String half = repeat(150, _ -> "coroutine.yield() n = n + 1");
        String body = """
                local n, text = 0, ""
                for _, k in { 1, 2, 3, 4 } do
                    if k == 1 then continue end
                    %s
                    if k == 2 then continue end
                    text = text .. k
                    for j = 1, 2 do
                        if j == 2 then text = text .. "second" break end
                        %s
                        if k == 3 then break end
                        text = text .. "inside"
                    end
                    if k == 4 then return n, text end
                end
                return "never"
                """.formatted(half, half);
        return script("leaves_a_loop_from_its_middle", body, 750, "750 34insidesecond");
    }

    private static Script deepNesting() {
        var body = new StringBuilder("local n, seen = 0, {}\n");
        for (int depth = 1; depth <= 20; depth++) {
            body.append(switch (depth % 5) {
                case 0 -> "for i = 1, 1 do local own = i\n";
                case 1 -> "for _, v in { 1 } do local own = v\n";
                case 2 -> "local w" + depth + " = 0 while w" + depth + " < 1 do w" + depth + " += 1 local own = 1\n";
                case 3 -> "repeat local own = 1\n";
                default -> "for x = 1, 1.5 do local own = x\n";
            });
            body.append("coroutine.yield() n = n + own local f = function() own += 1 return own end\n");
        }
        for (int depth = 20; depth >= 1; depth--) {
            body.append("coroutine.yield() table.insert(seen, f())\n");
            body.append(depth % 5 == 3 ? "until own == 2\n" : "end\n");
        }
        body.append("return n, #seen, seen[1], seen[20]");
        return script("twenty_loops_in_each_other", body.toString(), 40, "20 20 2 2");
    }

    private static Script largeTable() {
        String items = repeat(20_000,
                i -> i % 1_000 == 0 ? "paused(" + i + ")," : i % 2 == 0 ? i + "," : "\"" + i + "\",");
        String fields = repeat(2_000, i -> "k" + i + " = " + (i % 500 == 0 ? "paused(" + i + ")" : i) + ",");
        String body = "local function paused(x) coroutine.yield() return x end\nlocal t = {\n" + items + "\n" + fields
                + "\n}\nreturn #t, t[1], t[2], t[3000], t[20000], t.k1, t.k1500, t.k2000";
        return script("table_of_twenty_thousand_entries", body, 24, "20000 1 2 3000 20000 1 1500 2000");
    }

    private static Script manyStatements() {
        String lines = repeat(10_000, i -> i % 1_000 == 0
                ? "coroutine.yield()"
                : i % 2 == 0 ? "n = n + " + i % 7 : "t[" + i + "] = n");
        return script("ten_thousand_statements", "local n, t = 0, {}\n" + lines + "\nreturn n, t[9999]", 10,
                "14964 14964");
    }

    private static Script manyLocals() {
        String locals = repeat(190, i -> "local l" + i + " = " + (i % 3 == 0 ? "\"" + i + "\"" : i));
        String sum = repeat(190, i -> "n = n + l" + i + " coroutine.yield()");
        return script("two_hundred_locals", locals + "\nlocal n = 0\n" + sum + "\nreturn n", 190, "18145");
    }

    /** What locals hold is kept until their blocks end, also where the methods of the function share them; and no longer. */
    private static Script collectedValues() {
        String lines = repeat(150, i -> "do local a, b = made(" + i + ") n += #a + #b coroutine.yield() end");
        String body = """
                local seen, n = setmetatable({}, { __mode = "v" }), 0
                local function made(name)
                    local value = {}
                    seen[name] = value
                    return value, { value }
                end
                local held, cleared = made("held"), made("cleared")
                n += #held + #cleared
                %s
                do
                    local ended = made("ended")
                    n += #ended
                    %s
                end
                cleared = nil
                %s
                collectgarbage("collect")
                return n, seen.held ~= nil, seen.cleared, seen.ended, next(seen) == "held"
                """.formatted(lines, lines, lines);
        return script("collection_between_long_methods", body, 450, "450 true nil nil true");
    }

    private static Script manyUpvalues() {
        String locals = repeat(195, i -> "local l" + i + " = " + i);
        String changes = repeat(195, i -> "l" + i + " += 1 n += l" + i + " coroutine.yield()");
        String body = locals + "\nlocal function change()\nlocal n = 0\n" + changes
                + "\nreturn n\nend\nreturn change(), l1 + l195";
        return script("two_hundred_upvalues", body, 195, "19305 198");
    }
}
