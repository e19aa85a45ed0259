package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.LoweredFunction;
import java.lang.constant.ClassDesc;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of the emitter need to know of the method that they emit into. A place is a number of a JVM local.
 *
 * @param names the function and the classes that its code refers to
 * @param owner the class that is being emitted: the closure's or that of its rest
 * @param constants the strings of the owner
 * @param lines the lines of the method
 * @param segment whether the method is a segment of a function that was cut
 * @param selfPlace where the running closure is, typed as its class
 * @param statePlace where the VM's state is
 * @param topPlace where the depth is to which a return goes back; -1 in a segment, and in the rest, which did not enter
 * @param varargsPlace where the variable arguments are; -1 when the function takes none
 * @param sharedPlace where the array of the shared variables is; -1 when the function is not cut
 * @param resume what the rest keeps of its way to a call; null in direct code
 */
record MethodContext(FunctionNames names, ClassDesc owner, Constants constants, Lines.InMethod lines, Slots slots,
        boolean segment,
        int selfPlace,
        int statePlace, int topPlace, int varargsPlace, int sharedPlace, @Nullable Resume resume) {
    /**
     * On the way to a call.
     *
     * @param entryPlace where the number of the call is, plus one; zero once it is reached
     * @param framePlace where the frame is
     * @param resultsPlace where the results of the call are
     */
    record Resume(int entryPlace, int framePlace, int resultsPlace) {}

    LoweredFunction function() {
        return names.function();
    }

    ClassDesc closure() {
        return names.closure();
    }

    Outline outline() {
        return names.outline();
    }
}
