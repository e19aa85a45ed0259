package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameResolutionTest {
    @Test
    void useRefersToTheLatestDeclaration() {
        List<Statement> statements = statements("local a local a return a");

        Local second = ((Statement.LocalDeclaration) statements.get(1)).locals().getFirst();
        assertThat(returned(statements.get(2))).isEqualTo(used(second, 24));
    }

    @Test
    void declarationIsNotVisibleInItsOwnValues() {
        Statement.LocalDeclaration declaration = (Statement.LocalDeclaration) Scripts.statement("local a = a");

        assertThat(declaration.values().getFirst()).isInstanceOf(Expression.GlobalName.class);
    }

    @Test
    void localFunctionIsVisibleInItself() {
        Statement.LocalFunction declaration = (Statement.LocalFunction) Scripts
                .statement("local function f() return f end");

        assertThat(returned(declaration.function().block().statements().getFirst()))
                .isEqualTo(used(declaration.local(), 27));
    }

    @Test
    void localFunctionIsNotVisibleInItsParameterTypes() {
        assertThat(Scripts.errors("type function g() local function f(a: typeof(f)) end end")).isEmpty();
    }

    @Test
    void blockEndsTheScopeOfItsLocals() {
        assertThat(returned(statements("do local a end return a").get(1))).isInstanceOf(Expression.GlobalName.class);
    }

    @Test
    void blockEndUncoversTheShadowedLocal() {
        List<Statement> statements = statements("local a do local a end return a");

        Local outer = ((Statement.LocalDeclaration) statements.getFirst()).locals().getFirst();
        assertThat(returned(statements.get(2))).isEqualTo(used(outer, 31));
    }

    @Test
    void conditionOfRepeatSeesTheLocalsOfItsBlock() {
        Statement.Repeat loop = (Statement.Repeat) Scripts.statement("repeat local a until a");

        Local inner = ((Statement.LocalDeclaration) loop.block().statements().getFirst()).locals().getFirst();
        assertThat(loop.condition()).isEqualTo(used(inner, 22));
    }

    @Test
    void loopVariableIsNotVisibleInTheRangeOfItsLoop() {
        Statement.NumericFor loop = (Statement.NumericFor) Scripts.statement("for i = i, i do end");

        assertThat(loop.from()).isInstanceOf(Expression.GlobalName.class);
        assertThat(loop.to()).isInstanceOf(Expression.GlobalName.class);
    }

    @Test
    void loopVariablesAreNotVisibleInTheValuesOfTheirLoop() {
        Statement.GenericFor loop = (Statement.GenericFor) Scripts.statement("for k, v in k, v do end");

        assertThat(loop.values()).hasOnlyElementsOfType(Expression.GlobalName.class);
    }

    @Test
    void functionDepthCountsTheFunctionsAroundADeclaration() {
        String tree = TreeText.of(Scripts.statement(
                "local function f(a) local b; return function(c) return a, b, c end end"));

        assertThat(tree).contains("local f at depth 0", "local a at depth 1", "local b at depth 1",
                "local c at depth 2", "upvalue a\n", "upvalue b\n", "local c\n");
    }

    @Test
    void selfIsDeclaredWhereTheFunctionBegins() {
        Statement.FunctionDeclaration declaration = (Statement.FunctionDeclaration) Scripts
                .statement("function a:b() return self end");

        Local self = declaration.function().parameters().getFirst();
        assertThat(self.span()).isEqualTo(new Span(1, 1, 1, 9));
        assertThat(returned(declaration.function().block().statements().getFirst())).isEqualTo(used(self, 23));
    }

    @Test
    void constantIsKnownAsSuch() {
        Statement.LocalDeclaration declaration = (Statement.LocalDeclaration) Scripts.statement("const a = 1");

        assertThat(declaration.locals().getFirst().constant()).isTrue();
    }

    private static List<Statement> statements(String source) {
        return Scripts.parse(source).block().statements();
    }

    private static Expression returned(Statement statement) {
        return ((Statement.Return) statement).values().getFirst();
    }

    private static Expression used(Local local, int column) {
        return new Expression.LocalName(local, new Span(1, column, 1, column + local.name().length()));
    }
}
