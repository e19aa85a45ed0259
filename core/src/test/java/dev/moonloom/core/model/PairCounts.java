package dev.moonloom.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each kind of operation was followed directly by each other kind. */
final class PairCounts {
    private record Pair(Kind first, Kind second) {}

    private final Map<Pair, Integer> counts = new HashMap<>();

    /** Counts the pairs of one run. */
    void add(List<Kind> operations) {
        for (int i = 1; i < operations.size(); i++) {
            counts.merge(new Pair(operations.get(i - 1), operations.get(i)), 1, Integer::sum);
        }
    }

    private int count(Kind first, Kind second) {
        return counts.getOrDefault(new Pair(first, second), 0);
    }

    /** {@return the pairs that can happen and never did} */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Kind first : Kind.values()) {
            for (Kind second : Kind.values()) {
                if (first.hasFollowers() && count(first, second) == 0) {
                    missing.add(first + " then " + second);
                }
            }
        }
        return missing;
    }

    /** {@return a table: a row for the first operation, a column for the one that follows} */
    @Override
    public String toString() {
        var text = new StringBuilder("   ");
        for (Kind second : Kind.values()) {
            text.append(String.format("%6s", second.letters));
        }
        for (Kind first : Kind.values()) {
            text.append('\n').append(first.letters);
            for (Kind second : Kind.values()) {
                text.append(String.format("%6d", count(first, second)));
            }
        }
        return text.toString();
    }
}
