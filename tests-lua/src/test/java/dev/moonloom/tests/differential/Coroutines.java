package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Coroutines that run ordinary statements, which pause wherever they may, and all that can be asked of coroutines. */
final class Coroutines implements Idea {
    private static final int COST = 15;

    private final Generator generator;
    private final Chance chance;
    private final Scope scope;

    Coroutines(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
        scope = generator.scope;
    }

    @Override
    public @Nullable Statement write() {
        if (!scope.affords(COST)) {
            return null;
        }
        scope.spend(COST);
        return switch (chance.below(10)) {
            case 0, 1, 2, 3, 4 -> driven();
            case 5 -> wrapped();
            case 6 -> interleaved();
            case 7 -> closed();
            case 8 -> Statement.of(forbidden());
            default -> Statement.of(statuses());
        };
    }

    /** A body that pauses, in the middle of whatever statements and expressions there are. */
    private List<Statement> body(List<Variable> parameters, boolean variadic) {
        scope.openFunction(variadic, List.of(Kind.NUMBER, Kind.ANY));
        parameters.forEach(scope::declare);
        List<Statement> body = new ArrayList<>();
        int parts = generator.few();
        for (int i = 0; i < parts; i++) {
            body.add(yielding());
            body.addAll(generator.statements(1));
        }
        body.add(generator.functions.returning());
        scope.spend(scope.closeFunction());
        return body;
    }

    private Statement yielding() {
        Variable received = Variable.of(scope.fresh("y"), Kind.NUMBER);
        String sent = generator.expressions.of(Kind.NUMBER, 2);
        Statement statement = Statement.of(switch (chance.below(6)) {
            case 0 -> "local " + received.name() + " = coroutine.yield(" + sent + ")";
            case 1 -> "local " + received.name() + " = " + sent + " + coroutine.yield(" + sent + ", 'two')";
            case 2 -> "local " + received.name() + " = 0\nfor i = 1, 2 do " + received.name()
                    + " += coroutine.yield(i) * i end";
            case 3 -> "local ok, " + received.name() + " = pcall(coroutine.yield, " + sent + ")";
            case 4 -> "coroutine.yield()\nlocal " + received.name() + " = pause(" + sent + ")";
            default -> "local " + received.name() + " = select(2, coroutine.yield('first', " + sent + "))";
        });
        scope.declare(received);
        return statement;
    }

    private Statement driven() {
        List<Variable> parameters = List.of(Variable.of(scope.fresh("p"), Kind.NUMBER),
                Variable.of(scope.fresh("p"), Kind.STRING));
        boolean variadic = chance.in(40);
        String arguments = generator.expressions.list(List.of(Kind.NUMBER, Kind.STRING, Kind.NUMBER, Kind.ANY));
        return Statement.around("drive(function(" + parameters.get(0).name() + ", " + parameters.get(1).name()
                + (variadic ? ", ..." : "") + ")", body(parameters, variadic), "end, " + arguments + ")");
    }

    private Statement wrapped() {
        String name = scope.fresh("w");
        Variable parameter = Variable.of(scope.fresh("p"), Kind.NUMBER);
        int calls = chance.between(2, 6);
        return Statement.around("local " + name + " = coroutine.wrap(function(" + parameter.name() + ", ...)",
                body(List.of(parameter), true), "end)\ndo\n    local values = {1, 2, 3}\n    for i = 1, " + calls
                        + " do\n        values = table.pack(pcall(" + name + ", table.unpack(values, 1, values.n)))\n"
                        + "        out(i, table.unpack(values, 1, values.n))\n"
                        + "        if not values[1] then break end\n        table.remove(values, 1)\n"
                        + "        values.n -= 1\n    end\nend");
    }

    private Statement interleaved() {
        String first = scope.fresh("c");
        String second = scope.fresh("c");
        return Statement.around("local " + first + " = coroutine.create(function()", body(List.of(), false),
                "end)\nlocal " + second + " = coroutine.create(function()")
                .then(body(List.of(), false), "end)\ndo\n    local results = {[" + first + "] = {n = 0}, [" + second
                        + "] = {n = 0}}\n    for i = 1, 8 do\n        local co = if i % 2 == 0 then " + first + " else "
                        + second
                        + "\n        local sent = results[co]\n"
                        + "        local r = table.pack(coroutine.resume(co, table.unpack(sent, 2, sent.n)))\n"
                        + "        out(i, coroutine.status(co), table.unpack(r, 1, r.n))\n"
                        + "        results[co] = r\n    end\nend");
    }

    private Statement closed() {
        String name = scope.fresh("c");
        int resumes = chance.below(3);
        return Statement.around("local " + name + " = coroutine.create(function()", body(List.of(), false),
                "end)\nfor i = 1, " + resumes + " do\n    out(coroutine.resume(" + name
                        + ", i, i))\nend\nout(coroutine.status(" + name + "), coroutine.close(" + name
                        + "), coroutine.status("
                        + name + "))\nout(coroutine.resume(" + name + "), coroutine.close(" + name + "))");
    }

    /** Yields where there is something in between that cannot give way. */
    private String forbidden() {
        String attempt = chance.oneOf(
                "table.sort({3, 1, 2}, function(a, b) coroutine.yield(a) return a < b end)",
                "string.gsub('ab', '.', coroutine.yield)",
                "return setmetatable({}, {__add = function() return coroutine.yield(1) end}) + 1",
                "return setmetatable({}, {__index = function(_, k) return coroutine.yield(k) end}).key",
                "return tostring(setmetatable({}, {__tostring = function() return coroutine.yield('s') end}))",
                "for k in setmetatable({}, {__iter = function() coroutine.yield() return next, {} end}) do out(k) end",
                "return setmetatable({}, {__call = function(_, v) return coroutine.yield(v) end})(5)",
                "return setmetatable({}, {__eq = function() return coroutine.yield(1) end})"
                        + " == setmetatable({}, {__eq = function() return true end})",
                "return #setmetatable({}, {__len = function() return coroutine.yield(4) end})",
                "return setmetatable({}, {__concat = function() return coroutine.yield(4) end}) .. 'x'",
                "table.foreach({1, 2}, coroutine.yield)");
        return "drive(function()\n    out(pcall(function()\n        " + attempt
                + "\n    end))\n    out(coroutine.isyieldable())\n    return pause('after')\nend)";
    }

    private String statuses() {
        String thrown = chance.oneOf("error('dies')", "error({1})", "return 1, 2", "return",
                "coroutine.yield(3)\nlocal x = nil + 1");
        return "do\n    local outer\n    outer = coroutine.create(function(...)\n"
                + "        out(coroutine.status(outer), coroutine.resume(outer), coroutine.running() == outer)\n"
                + "        local inner = coroutine.wrap(function()\n"
                + "            out(coroutine.status(outer), coroutine.resume(outer), pcall(coroutine.close, outer))\n"
                + "            coroutine.yield('inner')\n        end)\n        out(inner())\n        "
                + thrown.replace("\n", "\n        ")
                + "\n    end)\n    out(coroutine.status(outer), coroutine.resume(outer, 1))\n"
                + "    out(coroutine.resume(outer), coroutine.status(outer))\n"
                + "    out(coroutine.resume(outer), coroutine.close(outer))\nend";
    }
}
