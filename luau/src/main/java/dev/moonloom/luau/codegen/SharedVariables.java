package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Site;
import dev.moonloom.luau.analysis.Variable;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which of the variables that the methods of a cut function share are kept at each of its calls. The others are emptied
 * when the function gives way there: what they have held must not outlive the block that it was for. Any thread.
 */
final class SharedVariables {
    private final List<Site> sites;
    /** By the variables' indices, their places in the array; -1 for one that is not shared. */
    private final int[] places;
    private final int count;
    /** For each call that was asked about, one bit for each place: whether it is kept. */
    private final AtomicReferenceArray<long[]> keptAtSites;

    SharedVariables(LoweredFunction function, Outline outline) {
        sites = function.sites();
        places = function.variables().stream()
                .mapToInt(variable -> outline.isShared(variable) ? outline.indexOf(variable) : -1)
                .toArray();
        count = outline.sharedCount();
        keptAtSites = new AtomicReferenceArray<>(sites.size());
    }

    /** Empties all places that are not kept at a call. */
    void drop(int site, @Nullable Object[] shared) {
        long[] kept = keptAt(site);
        for (int word = 0; word < kept.length; word++) {
            long dropped = ~kept[word];
            while (dropped != 0) {
                shared[word * Long.SIZE + Long.numberOfTrailingZeros(dropped)] = null;
                dropped &= dropped - 1;
            }
        }
    }

    private long[] keptAt(int site) {
        long[] known = keptAtSites.get(site);
        if (known == null) {
            known = new long[(count + Long.SIZE - 1) / Long.SIZE];
            keep(sites.get(site).live(), known);
            keep(sites.get(site).held(), known);
            for (int none = count; none < known.length * Long.SIZE; none++) {
                known[none / Long.SIZE] |= 1L << none;
            }
            keptAtSites.set(site, known);
        }
        return known;
    }

    private void keep(List<Variable> variables, long[] kept) {
        for (Variable variable : variables) {
            int place = places[variable.index()];
            if (place >= 0) {
                kept[place / Long.SIZE] |= 1L << place;
            }
        }
    }
}
