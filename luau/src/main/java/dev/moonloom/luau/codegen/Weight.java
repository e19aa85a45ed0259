package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.Body;
import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Site;
import dev.moonloom.luau.analysis.Step;
import dev.moonloom.luau.analysis.Value;
import java.util.ArrayList;
import java.util.List;

/** Estimates how many bytes of code things take, so that functions are cut in time. */
final class Weight {
    static final int UNLIMITED = Integer.MAX_VALUE;
    /** What the call of a segment weighs. */
    static final int OF_SEGMENT_CALL = 60;

    /** A function of no more weight fits into one method, which the JIT compiles: that is sure. */
    private static final int SURELY_SHORT = 5_000;
    /** The same for its rest. */
    private static final int SURELY_SHORT_REST = 30_000;
    /** A function of more weight never fits into one method. */
    private static final int SURELY_LONG = 16_000;
    /** A function of more weight is cut small at once: trying would take longer than a few cuts less could ever save. */
    private static final int HUGE = 100_000;
    /** So many segments have room for their names among the constants of a class. */
    private static final int MOST_SEGMENTS = 10_000;
    private static final int MOST_LIVE = 8;

    private Weight() {}

    /** {@return whether a function is sure to fit into one method, as direct code and as rest} */
    static boolean isShort(LoweredFunction function) {
        return of(function.body()) <= SURELY_SHORT && ofRest(function) <= SURELY_SHORT_REST;
    }

    /** {@return whether a function has a step, which cannot be cut, that may be too long for any method} */
    static boolean hasHugeStep(LoweredFunction function) {
        return hasHugeStep(function.body());
    }

    private static boolean hasHugeStep(Body body) {
        return body.steps().stream()
                .anyMatch(step -> of(step) > SURELY_LONG || Walk.bodiesOf(step).stream().anyMatch(Weight::hasHugeStep));
    }

    /**
     * {@return what each method of a function that is not short may weigh: the least number of cuts first} Which of them makes
     * methods that are short enough is found by trying; the last one does so almost always.
     */
    static List<Integer> limitsOf(LoweredFunction function) {
        int direct = of(function.body());
        int last = Math.min(SURELY_SHORT, direct / (1 + ofRest(function) / SURELY_SHORT_REST));
        if (direct > HUGE) {
            return List.of(Math.max(last, direct / MOST_SEGMENTS));
        }
        List<Integer> limits = new ArrayList<>();
        if (direct <= SURELY_LONG) {
            limits.add(UNLIMITED);
        }
        limits.addAll(List.of(11_000, 7_500, SURELY_SHORT, last));
        return limits;
    }

    private static int ofRest(LoweredFunction function) {
        int weight = of(function.body());
        for (Site site : function.sites()) {
            weight += 20 + 20 * (site.live().size() + site.held().size());
        }
        return weight;
    }

    private static int of(Body body) {
        int weight = 0;
        for (Step step : body.steps()) {
            weight += of(step);
            for (Body inner : Walk.bodiesOf(step)) {
                weight += of(inner);
            }
        }
        return weight;
    }

    /** {@return the weight of a step without the bodies inside it} */
    static int of(Step step) {
        int weight = switch (step) {
            case Step.Call call -> 50 + ofKept(call.site());
            case Step.GenericFor loop -> 120 + ofKept(loop.site());
            case Step.NumericFor _ -> 80;
            case Step.Spread spread -> 10 + 15 * spread.targets().size();
            case Step.Append append -> 15 + 5 * append.items().values().size();
            case Step.Set _,Step.Declare _,Step.SetUpvalue _,Step.SetGlobal _,Step.SetIndex _,Step.Evaluate _,Step.If _,Step.Loop _,Step.Break _,Step.Continue _,Step.Return _ ->
                15;
        };
        for (Value value : Walk.valuesOf(step)) {
            weight += of(value);
        }
        return weight;
    }

    private static int ofKept(Site site) {
        return 20 * Math.min(MOST_LIVE, site.live().size() + site.held().size() / 2);
    }

    private static int of(Value value) {
        int weight = switch (value) {
            case Value.Arithmetic _,Value.Negate _,Value.Compare _ -> 30;
            case Value.Closure closure -> 40 + 4 * closure.captures().size();
            case Value.ProvenCall _ -> 20;
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Int _,Value.Str _,Value.Get _,Value.Upvalue _,Value.Self _,Value.Global _,Value.Import _,Value.FirstVararg _,Value.NewTable _,Value.Index _,Value.Length _,Value.Not _,Value.Concat _,Value.Interpolate _,Value.And _,Value.Or _,Value.Choose _ ->
                12;
        };
        for (Value inner : Walk.valuesOf(value)) {
            weight += of(inner);
        }
        return weight;
    }
}
