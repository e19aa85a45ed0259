package dev.moonloom.luau.runtime;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all closures of one function of a chunk share within a VM. What the compiler knows of the function is asked from
 * its {@link Code}, which VMs share.
 */
public final class Prototype {
    private final Code code;
    /** The prototypes of the functions directly inside it. */
    public final Prototype[] children;
    /** What each import of its code has found last. */
    final Import[] imports;
    private @Nullable Rest rest;
    /** The one closure, for a function whose closures cannot differ; made when first asked for. */
    public @Nullable LuauClosure shared;

    /** A prototype of compiled code. */
    public Prototype(Code code) {
        this.code = code;
        this.imports = new Import[code.imports()];
        Arrays.fill(imports, Import.NONE);
        this.children = code.children().stream().map(Prototype::new).toArray(Prototype[]::new);
    }

    /** {@return the function's name, or an empty text} */
    public String name() {
        return code.name();
    }

    /** {@return what the compiler knows of it} */
    public Code code() {
        return code;
    }

    /** {@return a new closure} Slower than the generated constructor. */
    public LuauClosure close(LuauState state, LuauTable environment, Object[] captured) {
        return code.close(state, this, environment, captured);
    }

    Rest rest() {
        Rest known = rest;
        if (known == null) {
            known = code.rest();
            rest = known;
        }
        return known;
    }

    /** The compiled code of a function: immutable, for any VM and thread. */
    public interface Code {
        /** {@return its name, or an empty text} */
        String name();

        /** {@return the functions directly inside it} */
        List<? extends Code> children();

        /** {@return the chunk's name as error texts show it} */
        String chunk();

        /** {@return the line where it begins} */
        int line();

        /** {@return how many fixed parameters it has} */
        int parameters();

        /** {@return whether it takes variable arguments} */
        boolean variadic();

        /** {@return how many globals and fields of libraries it imports} */
        int imports();

        /** {@return the line of a call, by its number} */
        int lineOf(int site);

        /**
         * Empties the variables that no frame needs at a call.
         *
         * @param site the call, by its number
         * @param shared the variables that the methods of the function share, where it has more than one
         */
        void drop(int site, @Nullable Object[] shared);

        /**
         * {@return a new closure of it}
         *
         * @param captured a {@link Cell} or a value for each upvalue
         */
        LuauClosure close(LuauState state, Prototype prototype, LuauTable environment, Object[] captured);

        /** {@return the version that begins behind calls} Defines its class when first asked. */
        Rest rest();
    }
}
