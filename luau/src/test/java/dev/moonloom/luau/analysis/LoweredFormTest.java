package dev.moonloom.luau.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What code that reads lowered functions may rely on. */
final class LoweredFormTest {
    @TestFactory
    Stream<DynamicTest> variablesStandAtTheirIndex() {
        return forEachFunction(function -> assertThat(function.variables()).allSatisfy(
                variable -> assertThat(function.variables().get(variable.index())).isSameAs(variable)));
    }

    @TestFactory
    Stream<DynamicTest> sitesStandAtTheirNumberAndAreUsedOnce() {
        return forEachFunction(function -> {
            var found = new ArrayList<Site>();
            forEachStep(function.body(), step -> {
                switch (step) {
                    case Step.Call call -> found.add(call.site());
                    case Step.GenericFor loop -> found.add(loop.site());
                    default -> {}
                }
            });
            assertThat(found).containsExactlyInAnyOrderElementsOf(function.sites());
            for (int i = 0; i < function.sites().size(); i++) {
                assertThat(function.sites().get(i).number()).isEqualTo(i);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> liveVariablesAreInOrder() {
        return forEachFunction(function -> assertThat(function.sites()).allSatisfy(
                site -> assertThat(site.live()).extracting(Variable::index).isSorted().doesNotHaveDuplicates()));
    }

    @TestFactory
    Stream<DynamicTest> aFunctionWithoutSitesIsProven() {
        return forEachFunction(function -> assertThat(function.proven()).isEqualTo(function.sites().isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> callsLeaveTheirResultInPlainVariables() {
        return forEachFunction(function -> forEachStep(function.body(), step -> {
            if (step instanceof Step.Call(_, _, _, Step.Target.One(Variable variable))) {
                assertThat(variable.kind()).isIn(Variable.Kind.VALUE, Variable.Kind.DUAL);
            } else if (step instanceof Step.Call(_, _, _, Step.Target.All(Variable variable))) {
                assertThat(variable.kind()).isEqualTo(Variable.Kind.MANY);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> numbersAreGivenNothingButNumbers() {
        return forEachFunction(function -> forEachStep(function.body(), step -> {
            switch (step) {
                case Step.Set(Variable variable, Value value, _) when variable.kind() == Variable.Kind.NUMBER ->
                    assertThat(isNumber(value)).isTrue();
                case Step.Declare(Variable variable, Value value, _) when variable.kind() == Variable.Kind.NUMBER ->
                    assertThat(isNumber(value)).isTrue();
                case Step.Spread(_, List<Variable> targets, _) ->
                    assertThat(targets).noneMatch(target -> target.kind() == Variable.Kind.NUMBER);
                default -> {}
            }
        }));
    }

    private static boolean isNumber(Value value) {
        return switch (value) {
            case Value.Num _ -> true;
            case Value.Get(Variable variable) -> variable.kind() == Variable.Kind.NUMBER;
            case Value.Negate(Value operand, _) -> isNumber(operand);
            case Value.Arithmetic(_, Value left, Value right, _) -> isNumber(left) && isNumber(right);
            default -> false;
        };
    }

    private static Stream<DynamicTest> forEachFunction(Consumer<LoweredFunction> check) {
        return ListedCase.all().stream()
                .map(listed -> DynamicTest.dynamicTest(listed.name(), () -> visit(listed.lower(), check)));
    }

    private static void visit(LoweredFunction function, Consumer<LoweredFunction> check) {
        check.accept(function);
        function.functions().forEach(inner -> visit(inner, check));
    }

    private static void forEachStep(Body body, Consumer<Step> visitor) {
        for (Step step : body.steps()) {
            visitor.accept(step);
            switch (step) {
                case Step.If choice -> {
                    forEachStep(choice.then(), visitor);
                    forEachStep(choice.otherwise(), visitor);
                }
                case Step.Loop loop -> {
                    forEachStep(loop.body(), visitor);
                    forEachStep(loop.latch(), visitor);
                }
                case Step.NumericFor loop -> forEachStep(loop.body(), visitor);
                case Step.GenericFor loop -> forEachStep(loop.body(), visitor);
                default -> {}
            }
        }
    }
}
