package dev.moonloom.tests.differential;

import dev.moonloom.tests.differential.Statement.Block;
import dev.moonloom.tests.differential.Statement.Part;
import dev.moonloom.tests.differential.Statement.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A metatable with every metamethod of operators, and objects of it. */
final class Classes implements Idea {
    private static final int COST = 16;
    /** How many things are done with the objects at once; later statements do more. */
    private static final int USES = 4;

    private final Generator generator;
    private final Chance chance;
    private final Scope scope;
    private final ObjectUses uses;

    Classes(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
        scope = generator.scope;
        uses = new ObjectUses(generator);
    }

    @Override
    public @Nullable Statement write() {
        if (!scope.affords(COST)) {
            return null;
        }
        scope.spend(COST);
        String meta = scope.fresh("Meta");
        List<Part> parts = new ArrayList<>();
        parts.add(new Text("local " + meta + " = {}"));
        for (Metamethod metamethod : Metamethod.OPERATORS) {
            addMetamethod(parts, meta, metamethod);
        }
        parts.add(new Text(others(meta)));
        List<Variable> objects = List.of(object(), object());
        parts.add(new Text("local " + objects.get(0).name() + ", " + objects.get(1).name() + " = setmetatable({x = "
                + chance.below(5) + "}, " + meta + "), setmetatable({x = " + generator.expressions.of(Kind.NUMBER, 1)
                + ", y = 1}, " + meta + ")"));
        objects.forEach(scope::declare);
        parts.add(new Text("do"));
        parts.add(new Block(Stream.generate(() -> uses.of(objects)).limit(USES).toList()));
        parts.add(new Text("end"));
        return new Statement(parts);
    }

    private Variable object() {
        return Variable.constant(scope.fresh("o"), Kind.OBJECT);
    }

    /** Most of them are one line; some do more. */
    private void addMetamethod(List<Part> parts, String meta, Metamethod metamethod) {
        String head = meta + "." + metamethod.field() + " = function(a, b)";
        String result = "return " + result(metamethod);
        if (chance.in(85)) {
            parts.add(new Text(head + " " + result + " end"));
            return;
        }
        scope.openFunction(false, List.of(Kind.NUMBER));
        // Not a and b themselves: an operator on them might lead here again, without end.
        scope.declare(Variable.of("x", Kind.NUMBER));
        scope.declare(Variable.of("y", Kind.NUMBER));
        List<Statement> body = generator.statements(1);
        scope.closeFunction();
        parts.add(new Text(head + "\n    local x, y = plain(a), plain(b)"));
        parts.add(new Block(body));
        parts.add(new Text("    " + result + "\nend"));
    }

    private String result(Metamethod metamethod) {
        return switch (metamethod) {
            case ADD, SUB, MUL, DIV, IDIV, MOD -> "plain(a) " + metamethod.operator() + " plain(b)";
            case POW -> "plain(a) + 2 * plain(b), 'surplus'";
            case UNM -> "-plain(a)";
            case CONCAT -> "tostring(plain(a)) .. '..' .. tostring(plain(b))";
            case EQ, LT, LE -> chance.in(80) ? "plain(a) " + metamethod.operator() + " plain(b)" : "plain(a)";
            case LEN -> "plain(a) * 10";
            default -> throw new IllegalArgumentException(metamethod.field());
        };
    }

    private String others(String meta) {
        String index = chance.in(50)
                ? meta + ".__index = function(self, key) return key, 'surplus' end"
                : meta + ".__index = {method = function(self, v) return self.x, v end, z = 'inherited'}";
        return index
                + "\n" + meta + ".__newindex = function(self, key, value) rawset(self, key, plain(value) * 2) end"
                + "\n" + meta + ".__call = function(self, ...) return self.x, select('#', ...), ... end"
                + "\n" + meta + ".__iter = function(self) return function(_, n)"
                + " n = (n or 0) + 1 if n <= 2 then return n, n * 3 end end end"
                + "\n" + meta + ".__tostring = function(self) return 'object ' .. tostring(rawget(self, 'x')) end";
    }
}
