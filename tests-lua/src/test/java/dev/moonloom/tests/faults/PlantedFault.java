package dev.moonloom.tests.faults;

/**
 * A mistake that the compiler or its runtime might have had.
 *
 * @param name what is wrong
 * @param file the source file, below the package {@code dev.moonloom.luau}
 * @param original a fragment of it that occurs once
 * @param replacement what stands there instead
 * @param script a script that finds it, without its ending
 */
record PlantedFault(String name, String file, String original, String replacement, String script) {
    @Override
    public String toString() {
        return name;
    }
}
