/** The scheduler in a LuaJ {@code Globals} that a host has already. */
@NullMarked
package dev.moonloom.examples.embedding;

import org.jspecify.annotations.NullMarked;
