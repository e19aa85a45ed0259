package dev.moonloom.luau.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which local variables can be seen from the current place, and in which function and loop that place is. */
final class Scopes {
    private static final class Function {
        final boolean variadic;
        int loops;

        Function(boolean variadic) {
            this.variadic = variadic;
        }
    }

    private record Declaration(Local local, @Nullable Local shadowed) {}

    private final Map<String, Local> visible = new HashMap<>();
    private final List<Declaration> declarations = new ArrayList<>();
    private final Deque<Function> functions = new ArrayDeque<>();

    /** Type functions are run apart from the script: they see no local from outside, of a smaller function depth. */
    private int typeFunctionDepth;

    Scopes() {
        enterFunction(true);
    }

    /** Makes a variable visible from here to the end of the scope. */
    Local declare(Name name, boolean constant) {
        Local local = new Local(name.text(), name.span(), functions.size() - 1, constant);
        declarations.add(new Declaration(local, visible.put(name.text(), local)));
        return local;
    }

    /** {@return the variable of that name that can be seen, or null} */
    @Nullable Local find(String name) {
        return visible.get(name);
    }

    /** {@return what to give to {@link #closeScope} for the end of the scope that begins here} */
    int openScope() {
        return declarations.size();
    }

    /** Forgets the variables declared since. */
    void closeScope(int scope) {
        while (declarations.size() > scope) {
            Declaration last = declarations.removeLast();
            if (last.shadowed == null) {
                visible.remove(last.local.name());
            } else {
                visible.put(last.local.name(), last.shadowed);
            }
        }
    }

    void enterFunction(boolean variadic) {
        functions.push(new Function(variadic));
    }

    void leaveFunction() {
        functions.pop();
    }

    /** {@return whether this is the chunk itself, outside of all functions in it} */
    boolean inChunk() {
        return functions.size() == 1;
    }

    /** {@return whether {@code ...} may be used here} */
    boolean variadic() {
        return functions.getFirst().variadic;
    }

    void enterLoop() {
        functions.getFirst().loops++;
    }

    void leaveLoop() {
        functions.getFirst().loops--;
    }

    /** {@return whether {@code break} and {@code continue} may be used here} */
    boolean insideLoop() {
        return functions.getFirst().loops > 0;
    }

    /** {@return what to give to {@link #leaveTypeFunction}} */
    int enterTypeFunction() {
        int outer = typeFunctionDepth;
        typeFunctionDepth = functions.size();
        return outer;
    }

    void leaveTypeFunction(int outer) {
        typeFunctionDepth = outer;
    }

    /** {@return whether a variable may not be used because it is outside of the type function} */
    boolean hiddenByTypeFunction(Local local) {
        return local.functionDepth() < typeFunctionDepth;
    }
}
