package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.UnaryOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be known about a whole chunk before any of its functions can be lowered. */
final class ChunkFacts {
    private static final Value NIL = new Value.Nil();

    private final Map<Local, LocalFacts> locals = new HashMap<>();

    /** The constants that are no literals. Expressions are records, so their identity is what counts. */
    private final IdentityHashMap<Expression, Value> folded = new IdentityHashMap<>();

    private final IdentityHashMap<FunctionBody, Integer> functionIds = new IdentityHashMap<>();

    /** Every function after those inside it; the chunk comes last. */
    final List<FunctionBody> functions = new ArrayList<>();

    /** The functions all of whose calls are known to return without giving way. */
    Set<FunctionBody> proven = Set.of();

    /** Room for tables that start empty. */
    Map<Expression.Table, TableShapes.Shape> shapes = Map.of();

    final Set<String> assignedGlobals = new HashSet<>();

    /** Whether the chunk mentions {@code setfenv}: then every closure must be a new object. */
    boolean mentionsSetfenv;

    private ChunkFacts() {}

    static ChunkFacts of(FunctionBody chunk) {
        var facts = new ChunkFacts();
        new AssignmentFinder(facts).function(chunk);
        new ConstantFolder(facts).function(chunk);
        new UsageFinder(facts).function(chunk);
        NumberLocals.settle(facts, facts.locals);
        facts.proven = ProofFinder.find(facts, chunk);
        facts.shapes = TableShapes.predict(chunk);
        return facts;
    }

    LocalFacts of(Local local) {
        return locals.computeIfAbsent(local, _ -> new LocalFacts());
    }

    /** Numbers a function when it is first met, so that outer functions come before inner ones. */
    void meet(FunctionBody body) {
        functionIds.put(body, functionIds.size());
    }

    int idOf(FunctionBody body) {
        Integer id = functionIds.get(body);
        if (id == null) {
            throw new AssertionError("a function that no pass has met");
        }
        return id;
    }

    void fold(Expression expression, Value constant) {
        folded.put(expression, constant);
    }

    /** {@return whether the chunk leaves a global as it is} Its environment is meant to change. */
    boolean isUntouchedGlobal(String name) {
        return !assignedGlobals.contains(name) && !name.equals("_G");
    }

    /** {@return the constant that an expression always yields, or null} */
    @Nullable Value constant(Expression expression) {
        return switch (expression) {
            case Expression.Nil _ -> NIL;
            case Expression.Bool(boolean value, _) -> new Value.Bool(value);
            case Expression.Number(double value, _) -> new Value.Num(value);
            case Expression.Integer(long value, _) -> new Value.Int(value);
            case Expression.Text(var value, _) -> new Value.Str(value);
            default -> folded.get(expression);
        };
    }

    /**
     * {@return what a minus in front of an integer literal yields, or null for anything else} Luau has no minus for
     * integers otherwise, so that this is no constant, not even in parentheses.
     */
    static Value.@Nullable Int negatedInteger(Expression.Unary unary) {
        return unary.operator() == UnaryOperator.NEGATE && unary.operand() instanceof Expression.Integer(long value, _)
                ? new Value.Int(-value)
                : null;
    }

    /** {@return the constant number that an expression always yields, or null} */
    Value.@Nullable Num constantNumber(Expression expression) {
        return constant(expression) instanceof Value.Num number ? number : null;
    }

    /** {@return the function that a called expression is bound to for ever, or null} */
    @Nullable FunctionBody knownFunction(Expression called) {
        return withoutTypes(called) instanceof Expression.LocalName(Local local, _) ? of(local).onlyFunction() : null;
    }

    /** {@return whether a call can never give way} */
    boolean isProven(Expression called) {
        FunctionBody function = knownFunction(called);
        return function != null && proven.contains(function);
    }

    /** {@return what stands inside parentheses, casts and instantiations} */
    static Expression withoutTypes(Expression expression) {
        Expression inner = expression;
        while (true) {
            switch (inner) {
                case Expression.Group(Expression next, _) -> inner = next;
                case Expression.Cast(Expression next, _, _) -> inner = next;
                case Expression.Instantiation(Expression next, _, _) -> inner = next;
                default -> {
                    return inner;
                }
            }
        }
    }

    /** {@return whether an expression may yield any number of values where it stands last} */
    static boolean isMany(Expression expression) {
        return expression instanceof Expression.Varargs || isCall(expression);
    }

    static boolean isCall(Expression expression) {
        return expression instanceof Expression.Call || expression instanceof Expression.MethodCall;
    }
}
