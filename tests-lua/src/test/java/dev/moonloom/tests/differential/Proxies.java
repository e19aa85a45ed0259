package dev.moonloom.tests.differential;

/** Metatables whose work shows in other places than operators: fields, methods, names of types. */
final class Proxies implements Idea {
    private final Generator generator;
    private final Chance chance;
    private final Tally tally;
    private final Expressions expressions;

    Proxies(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
        tally = generator.tally;
        expressions = generator.expressions;
    }

    private String count(Metamethod metamethod, String lines) {
        tally.metamethod(metamethod);
        return "do\n    " + lines.replace("\n", "\n    ") + "\nend";
    }

    @Override
    public Statement write() {
        String value = generator.inFunction(false, () -> expressions.of(Kind.ANY, 1));
        String number = expressions.of(Kind.NUMBER, 1);
        return Statement.of(switch (chance.below(11)) {
            case 0 -> count(Metamethod.INDEX,
                    "local base = {a = " + value + ", f = function(self, v) return self.b, v end}\n"
                            + "local middle = setmetatable({b = 1}, {__index = base})\n"
                            + "local top = setmetatable({b = 2}, {__index = middle})\n"
                            + "out(top.a, top.b, top.c, top:f(" + number + "), rawget(top, 'a'))");
            case 1 -> count(Metamethod.NEWINDEX, "local log = {}\n"
                    + "local proxy = setmetatable({old = 1}, {__newindex = log})\n"
                    + "proxy.old, proxy.new, proxy[1] = 2, " + value + ", " + number + "\nout(proxy, log)");
            case 2 -> count(Metamethod.NEWINDEX, "local proxy = setmetatable({}, {__newindex = function(t, k, v)\n"
                    + "    rawset(t, k, v)\n    out('set', k, v)\nend})\n"
                    + "proxy.a = " + value + "\nproxy.a = 2\nproxy[" + chance.between(1, 3) + "] = " + number
                    + "\nout(proxy)");
            case 3 -> count(Metamethod.METATABLE, "local guarded = setmetatable({}, {__metatable = " + value + "})\n"
                    + "out(getmetatable(guarded), pcall(setmetatable, guarded, {}))");
            case 4 -> count(Metamethod.TYPE, "local proxy = newproxy(true)\ngetmetatable(proxy).__type = 'Thing'\n"
                    + "out(type(proxy), typeof(proxy), pcall(function() return proxy + 1 end))");
            case 5 -> count(Metamethod.NAMECALL, "local proxy = newproxy(true)\n"
                    + "getmetatable(proxy).__namecall = function(self, ...) return type(self), ... end\n"
                    + "getmetatable(proxy).__index = function(self, key) return function(_, v) return key, v end end\n"
                    + "out(proxy:run(" + number + "), proxy.walk(proxy, 1))");
            case 6 -> count(Metamethod.MODE, "local held = {1}\nlocal weak = setmetatable({held, n = held}, {__mode = '"
                    + chance.oneOf("k", "v", "kv") + "'})\nout(weak, #weak, held)");
            case 7 -> count(Metamethod.CALL, "local callable = setmetatable({}, {__call = function(self, a, ...)\n"
                    + "    return type(self), pause(a), ...\nend})\n"
                    + "out(callable(" + number + "), pcall(callable, 1, 2), (callable(3)))\n"
                    + "drive(function(f) return f(" + value + ", 9) end, callable)");
            case 8 -> count(Metamethod.INDEX, "local missing = setmetatable({}, {__index = function(t, k)\n"
                    + "    error('no ' .. tostring(k)" + chance.oneOf("", ", 2", ", 0") + ")\nend})\n"
                    + "out(pcall(function() return missing.field end), pcall(function() return missing:call() end))");
            case 9 -> count(Metamethod.TOSTRING, "local odd = setmetatable({}, {__tostring = function() return "
                    + chance.oneOf("'text'", "1", "nil", "{}", "error('e')") + " end})\n"
                    + "out(pcall(tostring, odd), pcall(function() return `<{odd}>` end))");
            default -> count(Metamethod.LT, "local meta = {__lt = function(a, b) return a.k < b.k end}\n"
                    + "local list = {}\nfor i, k in {3, 1, 2, " + chance.below(5) + "} do\n"
                    + "    list[i] = setmetatable({k = k}, meta)\nend\ntable.sort(list)\n"
                    + "for _, item in list do out(item.k) end");
        });
    }
}
