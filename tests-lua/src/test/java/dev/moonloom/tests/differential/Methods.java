package dev.moonloom.tests.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Classes as scripts write them: a table of methods, a constructor, a class that inherits, and calls with a colon. */
final class Methods implements Idea {
    private static final int COST = 15;

    private final Generator generator;

    Methods(Generator generator) {
        this.generator = generator;
    }

    @Override
    public @Nullable Statement write() {
        if (!generator.scope.affords(COST)) {
            return null;
        }
        generator.scope.spend(COST);
        generator.tally.metamethod(Metamethod.INDEX);
        String base = generator.scope.fresh("Base");
        String derived = generator.scope.fresh("Derived");
        String step = generator.inFunction(false, () -> generator.expressions.of(Kind.NUMBER, 1));
        List<Statement> add = body("n", Kind.NUMBER);
        List<Statement> tell = body("word", Kind.STRING);
        String argument = generator.expressions.of(Kind.NUMBER, 2);
        Chance chance = generator.chance;
        return Statement.around("local " + base + " = {}\n" + base + ".__index = " + base + "\nfunction " + base
                + ".new(x)\n    return setmetatable({x = x, count = 0}, " + base + ")\nend\nfunction " + base
                + ":add(n)",
                add,
                "    self.count += 1\n    self.x = self.x + n\n    return " + chance.oneOf("self", "self, n")
                        + "\nend\n"
                        + "local " + derived + " = setmetatable({}, {__index = " + base + "})\n" + derived
                        + ".__index = " + derived + "\nfunction " + derived + ":tell(word, ...)")
                .then(tell,
                        "    return word, self.x, self.count, ...\nend\nfunction " + derived
                                + ".add(self, n)\n    return "
                                + base + ".add(self, n + " + step + ")\nend\nlocal object = setmetatable(" + base
                                + ".new(1), " + derived
                                + ")\nout(object:add(2):add(" + argument + "):tell('told', 1, 2))\n"
                                + "out(pcall(object.tell, object), pcall(function() return object:missing(1) end))\n"
                                + "drive(function(self) return self:add(pause(1)):tell(pause('w')) end, object)");
    }

    private List<Statement> body(String parameter, Kind kind) {
        generator.scope.openFunction(false, List.of(Kind.ANY));
        generator.scope.declare(Variable.of(parameter, kind));
        // Callers go on with the object: the body must not return anything else.
        generator.scope.openFunction(false, List.of());
        List<Statement> body = List
                .of(Statement.around("local function work()", generator.statements(1), "end\nwork()"));
        generator.scope.closeFunction();
        generator.scope.closeFunction();
        return body;
    }
}
