package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.Label;
import dev.moonloom.luau.analysis.LoweredFunction;
import java.lang.constant.ClassDesc;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.function.Function;

/** What all methods of a function agree on: its class, those of others, the numbers of inner functions and loops. */
final class FunctionNames {
    /** The name of each, and that of its constructor, are constants of the class, of which there may be 65,535. */
    private static final int MOST_NAMED_FUNCTIONS = 4_000;

    private final LoweredFunction function;
    private final ClassDesc closure;
    private final Outline outline;
    private final Function<LoweredFunction, ClassDesc> classes;
    private final GivingWay givingWay;
    private final IdentityHashMap<LoweredFunction, Integer> inner = new IdentityHashMap<>();
    private final IdentityHashMap<Label, Integer> loops = new IdentityHashMap<>();

    FunctionNames(LoweredFunction function, ClassDesc closure, Function<LoweredFunction, ClassDesc> classes,
            GivingWay givingWay, Outline outline) {
        this.givingWay = givingWay;
        this.function = function;
        this.closure = closure;
        this.classes = classes;
        this.outline = outline;
        function.functions().forEach(child -> inner.put(child, inner.size()));
    }

    /** {@return before which calls the code gives way unasked} */
    GivingWay givingWay() {
        return givingWay;
    }

    LoweredFunction function() {
        return function;
    }

    /** {@return the class of the function's closures} */
    ClassDesc closure() {
        return closure;
    }

    Outline outline() {
        return outline;
    }

    /** {@return the class of the closures of another function} */
    ClassDesc classOf(LoweredFunction other) {
        return classes.apply(other);
    }

    /** {@return whether a class of this function has room for the names of all the functions directly inside it} */
    boolean mayNameInnerFunctions() {
        return inner.size() <= MOST_NAMED_FUNCTIONS;
    }

    /** {@return the number of a function among those directly inside this one} */
    int numberOf(LoweredFunction child) {
        return Objects.requireNonNull(inner.get(child));
    }

    /** {@return the target by which a segment leaves a loop} */
    int breakOf(Label loop) {
        return 2 * numberOf(loop);
    }

    /** {@return the target by which a segment goes on with a loop} */
    int continueOf(Label loop) {
        return 2 * numberOf(loop) + 1;
    }

    private int numberOf(Label loop) {
        return loops.computeIfAbsent(loop, _ -> loops.size());
    }
}
