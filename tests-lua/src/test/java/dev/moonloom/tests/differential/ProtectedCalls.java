package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Errors of every sort, raised at some depth, and what catches them. */
final class ProtectedCalls implements Idea {
    private static final List<String> FAULTS = List.of(
            "error('plain')", "error('no position', 0)", "error('caller', 2)", "error('far', 3)", "error({code = 7})",
            "error(nil)", "error()", "error(42)", "error(true)", "assert(false)", "assert(nil, 'asserted')",
            "assert(false, {1})",
            "local x = nil + 1", "local x = {} .. 'x'", "local x = #nil", "local x = -{}", "local x = {} < {}",
            "local x = 1 < 'x'", "local x = nil < 1", "local n = nil\nn.field = 1", "local n\nlocal x = n.field",
            "local n = {}\nlocal x = n.a.b", "local n\nn()", "local n = {}\nn.missing()", "local n = {}\nn:missing()",
            "local n = {}\nn.a.b.c = 1", "Missing()", "Missing.field()", "local x = Missing.field", "('x')()", "(1)()",
            "local n = 5\nn:method()", "for i = 1, {} do end", "for i = 'x', 2 do end", "for i = 1, 2, {} do end",
            "for k in 5 do end", "for k in nil do end", "local t = {}\nt[nil] = 1", "local t = {}\nt[0/0] = 1",
            "math.floor('x')",
            "math.floor()", "string.rep()", "('x'):rep({})", "setmetatable(1, {})", "tostring()", "select(0)",
            "ipairs()",
            "table.concat({{}})", "string.format('%d', 'x')", "table.insert({}, 1, 2, 3)", "rawset(1, 2, 3)",
            "local a, b = 1, nil\nlocal c = a\n    + b", "local x = ('a')\n    .. nil",
            "local t = {1,\n    2,\n    nil + 1}",
            "out(1,\n    2,\n    nil .. 'x')", "local function deep() error('deep', 2) end\ndeep()",
            "local function f(n) if n == 0 then error('bottom') end return f(n - 1) + 1 end\nf(3)",
            "coroutine.wrap(function() error('inside') end)()", "coroutine.wrap(function() error({}) end)()",
            "table.sort({3, 1, 2}, function(a, b) error('compare') end)",
            "string.gsub('a', 'a', function() error('replace') end)",
            "setmetatable({}, {__index = function() error('indexed') end}).x()", "unpack({}, 1, 1e8)",
            "local t = setmetatable({}, {__newindex = function(t, k) error('new ' .. k, 2) end})\nt.x = 1");
    private static final List<String> HANDLERS = List.of(
            "function(e) return 'handled', e end", "function(e) out('handler', e) return e end",
            "function(e) return tostring(type(e)) .. debug.traceback() end", "function(e) error('again') end",
            "function() return end", "type", "function(e) return pcall(error, e) end",
            "function(e) return debug.info(2, 'l') end",
            "function(e) return coroutine.isyieldable() end");

    private final Generator generator;
    private final Chance chance;

    ProtectedCalls(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
    }

    @Override
    public @Nullable Statement write() {
        List<Kind> results = List.of(Kind.NUMBER);
        generator.scope.openFunction(false, results);
        List<Statement> body = new ArrayList<>(generator.statements(chance.between(0, 2)));
        body.add(fault());
        generator.scope.spend(generator.scope.closeFunction());
        String result = "    return " + generator.expressions.literal(Kind.NUMBER) + "\nend";
        return switch (chance.below(6)) {
            case 0, 1 -> Statement.around("out(pcall(function()", body, result + "))");
            case 2 ->
                Statement.around("out(xpcall(function(...)", body, result + ", " + chance.oneOf(HANDLERS) + ", 1, 2))");
            case 3 -> Statement.around("out(pcall(pcall, function()", body, result + "))");
            case 4 -> {
                String name = generator.scope.fresh("f");
                yield Statement.around("local function " + name + "()", body,
                        result + "\nout(pcall(" + name + "), xpcall(" + name + ", " + chance.oneOf(HANDLERS) + "))");
            }
            default -> Statement.around("drive(function()\n    return pcall(function()", body,
                    "    " + result.replace("\n", "\n    ") + ")\nend)");
        };
    }

    private Statement fault() {
        String fault = chance.oneOf(FAULTS);
        return chance.in(60)
                ? Statement.of("do\n    " + fault.replace("\n", "\n    ") + "\nend")
                : Statement.of("if " + generator.expressions.of(Kind.BOOLEAN, 2) + " then\n    "
                        + fault.replace("\n", "\n    ") + "\nend");
    }
}
