package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.Body;
import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Site;
import dev.moonloom.luau.analysis.Step;
import dev.moonloom.luau.analysis.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a function is spread over methods. The JIT never compiles a method of more than 8,000 bytes and the JVM takes none of
 * more than 64 KB, so a long function is cut into segments of bounded size, each a method of its own. Variables that more
 * than one method needs are <em>shared</em>: they live in an array on the heap, which {@link SharedVariables} empties of what
 * has ended; all others stay where they are fastest.
 */
final class Outline {
    private final int limit;
    private final IdentityHashMap<Body, List<Part>> parts = new IdentityHashMap<>();
    private final List<Segment> segments = new ArrayList<>();
    private final Map<Variable, Integer> shared = new HashMap<>();

    /** A piece of a body: one step, or a run of them in a method of its own. */
    sealed interface Part {
        /** A step that stands where it is. */
        record Single(Step step) implements Part {}
    }

    /** Parts in a method of their own. */
    record Segment(int number, List<Part> parts) implements Part {
        /** {@return the numbers of the sites inside} */
        List<Integer> sites() {
            var found = new ArrayList<Integer>();
            for (Part part : parts) {
                switch (part) {
                    case Part.Single(Step step) -> found.addAll(Sites.in(step));
                    case Segment inner -> found.addAll(inner.sites());
                }
            }
            return found;
        }
    }

    /** @param limit what a method may weigh */
    private Outline(int limit) {
        this.limit = limit;
    }

    /** {@return how a function is spread over methods of which none weighs more than the limit, where that can be} */
    static Outline of(LoweredFunction function, int limit) {
        var outline = new Outline(limit);
        if (outline.limit < Weight.UNLIMITED) {
            outline.cut(function.body());
        }
        if (outline.isCut()) {
            outline.share(function);
        }
        return outline;
    }

    /** {@return whether there is more than one method} */
    boolean isCut() {
        return !segments.isEmpty();
    }

    /** {@return all segments, each at its number} */
    List<Segment> segments() {
        return segments;
    }

    /** {@return what a body consists of} */
    List<Part> partsOf(Body body) {
        List<Part> cut = parts.get(body);
        return cut != null ? cut : body.steps().stream().<Part>map(Part.Single::new).toList();
    }

    boolean isShared(Variable variable) {
        return shared.containsKey(variable);
    }

    /** {@return a shared variable's place in the array} */
    int indexOf(Variable variable) {
        Integer index = shared.get(variable);
        if (index == null) {
            throw new AssertionError("not shared: " + variable);
        }
        return index;
    }

    int sharedCount() {
        return shared.size();
    }

    /** Cuts a body until it fits, innermost bodies first; {@return what it weighs then} */
    private int cut(Body body) {
        List<Part> pieces = new ArrayList<>();
        List<Integer> weights = new ArrayList<>();
        for (Step step : body.steps()) {
            pieces.add(new Part.Single(step));
            weights.add(cutInside(step));
        }
        int total = sum(weights);
        while (total > limit && pieces.size() > 1) {
            int before = pieces.size();
            group(pieces, weights);
            total = sum(weights);
            if (pieces.size() == before) {
                break;
            }
        }
        parts.put(body, pieces);
        return total;
    }

    /** Cuts the bodies inside a step, then moves the longest out as a whole until it fits; {@return its weight then} */
    private int cutInside(Step step) {
        List<Body> bodies = Walk.bodiesOf(step);
        List<Integer> weights = new ArrayList<>();
        for (Body body : bodies) {
            weights.add(cut(body));
        }
        int rest = Weight.of(step);
        while (rest + sum(weights) > limit && weights.stream().anyMatch(weight -> weight > Weight.OF_SEGMENT_CALL)) {
            int longest = weights.indexOf(Collections.max(weights));
            Body body = bodies.get(longest);
            parts.put(body, List.of(segmentOf(partsOf(body))));
            weights.set(longest, Weight.OF_SEGMENT_CALL);
        }
        return rest + sum(weights);
    }

    private static int sum(List<Integer> weights) {
        return weights.stream().mapToInt(Integer::intValue).sum();
    }

    /** Puts neighbours together into segments of about the allowed weight. */
    private void group(List<Part> pieces, List<Integer> weights) {
        List<Part> grouped = new ArrayList<>();
        List<Integer> groupedWeights = new ArrayList<>();
        int from = 0;
        while (from < pieces.size()) {
            int to = from;
            int weight = 0;
            while (to < pieces.size() && (to == from || weight + weights.get(to) <= limit)) {
                weight += weights.get(to);
                to++;
            }
            if (to - from == 1 && weight <= Weight.OF_SEGMENT_CALL) {
                grouped.add(pieces.get(from));
                groupedWeights.add(weight);
            } else {
                grouped.add(segmentOf(pieces.subList(from, to)));
                groupedWeights.add(Weight.OF_SEGMENT_CALL);
            }
            from = to;
        }
        pieces.clear();
        pieces.addAll(grouped);
        weights.clear();
        weights.addAll(groupedWeights);
    }

    private Segment segmentOf(List<Part> pieces) {
        var segment = new Segment(segments.size(), List.copyOf(pieces));
        segments.add(segment);
        return segment;
    }

    /** Finds the variables that more than one method needs, or that must outlast a call of a segment. */
    private void share(LoweredFunction function) {
        Map<Variable, Object> users = new HashMap<>();
        Set<Variable> found = new HashSet<>(function.parameters());
        note(partsOf(function.body()), function, users, found);
        for (Segment segment : segments) {
            note(segment.parts(), segment, users, found);
        }
        function.variables().stream().filter(found::contains).forEach(variable -> shared.put(variable, shared.size()));
    }

    private void note(List<Part> pieces, Object method, Map<Variable, Object> users, Set<Variable> found) {
        boolean callsSegments = callsSegments(pieces);
        for (Variable variable : variablesOf(pieces)) {
            Object other = users.putIfAbsent(variable, method);
            if (callsSegments || (other != null && other != method)) {
                found.add(variable);
            }
        }
    }

    private boolean callsSegments(List<Part> pieces) {
        return pieces.stream().anyMatch(part -> switch (part) {
            case Segment _ -> true;
            case Part.Single(Step step) ->
                Walk.bodiesOf(step).stream().anyMatch(body -> callsSegments(partsOf(body)));
        });
    }

    /** {@return the variables that parts use, those of segments inside left out} */
    Set<Variable> variablesOf(List<Part> pieces) {
        Set<Variable> found = new LinkedHashSet<>();
        for (Part part : pieces) {
            if (part instanceof Part.Single(Step step)) {
                Walk.variablesOf(step, found::add);
                Walk.bodiesOf(step).forEach(body -> found.addAll(variablesOf(partsOf(body))));
            }
        }
        return found;
    }

    /** {@return the sites in parts, those of segments inside left out} */
    List<Site> sitesDirectlyIn(List<Part> pieces) {
        var found = new ArrayList<Site>();
        for (Part part : pieces) {
            if (part instanceof Part.Single(Step step)) {
                switch (step) {
                    case Step.Call call -> found.add(call.site());
                    case Step.GenericFor loop -> found.add(loop.site());
                    default -> {}
                }
                Walk.bodiesOf(step).forEach(body -> found.addAll(sitesDirectlyIn(partsOf(body))));
            }
        }
        return found;
    }
}
