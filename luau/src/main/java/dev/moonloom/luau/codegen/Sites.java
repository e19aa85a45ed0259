package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.Body;
import dev.moonloom.luau.analysis.Step;
import java.util.ArrayList;
import java.util.List;

/** Finds the places in a step where the function may give way. */
final class Sites {
    private Sites() {}

    /** {@return the numbers of all sites in a step} */
    static List<Integer> in(Step step) {
        var found = new ArrayList<Integer>();
        collect(step, found);
        return found;
    }

    private static void collect(Body body, List<Integer> into) {
        body.steps().forEach(step -> collect(step, into));
    }

    private static void collect(Step step, List<Integer> into) {
        switch (step) {
            case Step.Call call -> into.add(call.site().number());
            case Step.If choice -> {
                collect(choice.then(), into);
                collect(choice.otherwise(), into);
            }
            case Step.Loop loop -> {
                collect(loop.body(), into);
                collect(loop.latch(), into);
            }
            case Step.NumericFor loop -> collect(loop.body(), into);
            case Step.GenericFor loop -> {
                into.add(loop.site().number());
                collect(loop.body(), into);
            }
            case Step.Set _,Step.Declare _,Step.SetUpvalue _,Step.SetGlobal _,Step.SetIndex _,Step.Append _,Step.Spread _,Step.Evaluate _,Step.Break _,Step.Continue _,Step.Return _ ->
                {}
        }
    }
}
