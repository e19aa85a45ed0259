/**
 * The functions of the C library that scripts meet, with the very bits that glibc 2.36 answers on x86-64 with fused
 * multiply-add. Java's own keep to one unit in the last place too, but to another one in some of a thousand cases.
 *
 * <p>They follow the published algorithms behind that library: ARM's optimized routines for
 * {@link dev.moonloom.luau.math.Exponential}, {@link dev.moonloom.luau.math.Power} and
 * {@link dev.moonloom.luau.math.Logarithm}, IBM's accurate mathematical library (as today's C library has it, without the
 * passes of many digits) for angles, fdlibm for {@link dev.moonloom.luau.math.Hyperbolic}. Mostly they look a near value up
 * and add a short polynomial. Where the library's compiler fuses a product and a sum, {@link java.lang.Math#fma} stands here,
 * and nowhere else: each operation and its order is part of the result. Tables are in classes of their own, which load when
 * a script first needs them.
 *
 * <p>All is stateless, for any thread, and throws nothing.
 */
@NullMarked
package dev.moonloom.luau.math;

import org.jspecify.annotations.NullMarked;
