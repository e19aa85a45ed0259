package dev.moonloom.luau.syntax;

import java.util.List;

/**
 * A function of the source: the chunk itself, a literal or a declaration.
 *
 * @param name what {@code debug.info} and tracebacks call it: {@code m} for {@code function a.b:m()}, {@code f} for
 *     {@code local function f()} and {@code {f = function() end}}, empty for an anonymous one
 * @param parameters with {@code self} first where the declaration has a colon
 * @param span from the keyword {@code function} to its {@code end}; it begins at the first attribute if there is one,
 *     and else at a {@code local} in the same line
 */
public record FunctionBody(String name, List<Local> parameters, boolean variadic, Block block, Span span) {
    /** {@return the same function with another name} */
    FunctionBody withName(String newName) {
        return new FunctionBody(newName, parameters, variadic, block, span);
    }
}
