package dev.moonloom.luau.runtime;

/**
 * What a part of a long function answers, which was cut into several methods, when control leaves it for a loop outside:
 * the generated code around it goes on there. It never leaves the function.
 */
public final class Jump extends Signal {
    /** Where control goes: the generated code's own number for it. */
    public final int target;

    private Jump(int target) {
        this.target = target;
    }

    /** {@return a jump to a target} */
    public static Jump to(int target) {
        return new Jump(target);
    }

    @Override
    String misuse() {
        return "a jump left its function";
    }
}
