package dev.moonloom.luau.analysis;

import java.util.List;

/**
 * A place where a function may give way.
 *
 * @param number counts the sites of the function, from zero; the same whatever the options
 * @param line the line of the call
 * @param live the variables whose values are needed after it, in the order of their index; not the target of the call
 * @param held the other locals that can be seen there and may hold an object, in the same order: nothing reads what they
 *     hold any more, yet they keep it alive to the end of their block
 */
public record Site(int number, int line, List<Variable> live, List<Variable> held) {}
