package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Block;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.Statement;
import java.util.List;

/** The first pass: finds the functions of the chunk, how each local begins, and which locals and globals are assigned. */
final class AssignmentFinder extends TreeWalker {
    private final ChunkFacts facts;
    private int loopDepth;

    AssignmentFinder(ChunkFacts facts) {
        this.facts = facts;
    }

    @Override
    void function(FunctionBody body) {
        facts.meet(body);
        int outerLoops = loopDepth;
        loopDepth = 0;
        body.parameters().forEach(this::declare);
        super.function(body);
        loopDepth = outerLoops;
        facts.functions.add(body);
    }

    @Override
    void loop(Block block) {
        loopDepth++;
        super.loop(block);
        loopDepth--;
    }

    @Override
    void statement(Statement statement) {
        switch (statement) {
            case Statement.LocalDeclaration(List<Local> locals, List<Expression> values, _) -> {
                for (int i = 0; i < locals.size(); i++) {
                    LocalFacts local = declare(locals.get(i));
                    if (i < values.size()) {
                        local.initial = values.get(i);
                        local.function = values.get(i) instanceof Expression.Function(FunctionBody body, _)
                                ? body
                                : null;
                    }
                }
            }
            case Statement.LocalFunction(Local local, FunctionBody function, _) -> {
                LocalFacts declared = declare(local);
                declared.function = function;
                declared.selfVisible = true;
            }
            case Statement.FunctionDeclaration declaration -> assign(declaration.target());
            case Statement.Assignment assignment -> assignment.targets().forEach(this::assign);
            case Statement.CompoundAssignment assignment -> assign(assignment.target());
            default -> {}
        }
        super.statement(statement);
    }

    private LocalFacts declare(Local local) {
        LocalFacts declared = facts.of(local);
        declared.plain = true;
        declared.outermost = local.functionDepth() == 0 && loopDepth == 0;
        return declared;
    }

    private void assign(Expression target) {
        if (target instanceof Expression.LocalName(Local local, _)) {
            facts.of(local).assigned = true;
        } else if (target instanceof Expression.GlobalName(String name, _)) {
            facts.assignedGlobals.add(name);
        }
    }

    @Override
    void expression(Expression expression) {
        if (expression instanceof Expression.GlobalName(String name, _) && name.equals("setfenv")) {
            facts.mentionsSetfenv = true;
        }
        super.expression(expression);
    }
}
