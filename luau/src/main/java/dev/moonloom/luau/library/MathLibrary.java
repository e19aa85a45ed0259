package dev.moonloom.luau.library;

import dev.moonloom.luau.math.Angle;
import dev.moonloom.luau.math.ArcSine;
import dev.moonloom.luau.math.ArcTangent;
import dev.moonloom.luau.math.BinaryLogarithm;
import dev.moonloom.luau.math.Exponential;
import dev.moonloom.luau.math.Hyperbolic;
import dev.moonloom.luau.math.Logarithm;
import dev.moonloom.luau.math.Tangent;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code math}. */
public final class MathLibrary {
    private static final double RADIANS_PER_DEGREE = Math.PI / 180;

    private MathLibrary() {}

    /** {@return the library for a VM} Its random numbers begin somewhere new each time. */
    public static LuauTable create(LuauState state) {
        var library = new LibraryBuilder(state);
        defineRounding(library);
        definePowers(library);
        defineAngles(library);
        defineChoices(library);
        defineParts(library);
        defineRandom(library, state);
        return library
                .constant("pi", Math.PI)
                .constant("huge", Double.POSITIVE_INFINITY)
                .constant("nan", Double.NaN)
                .constant("e", Math.E)
                .constant("phi", 1.618033988749895)
                .constant("sqrt2", 1.4142135623730951)
                .constant("tau", Math.TAU)
                .table();
    }

    private static void defineRounding(LibraryBuilder library) {
        LuauState state = library.state();
        library.define(new NumberFunction(state, "floor") {
            @Override
            double apply(double x) {
                return Math.floor(x);
            }
        }).define(new NumberFunction(state, "ceil") {
            @Override
            double apply(double x) {
                return Math.ceil(x);
            }
        }).define(new NumberFunction(state, "round") {
            @Override
            double apply(double x) {
                return roundHalfAway(x);
            }
        }).define(new NumberFunction(state, "abs") {
            @Override
            double apply(double x) {
                return Math.abs(x);
            }
        }).define(new NumberFunction(state, "sign") {
            @Override
            double apply(double x) {
                return x > 0 ? 1 : x < 0 ? -1 : 0;
            }
        });
    }

    /** {@return a number rounded to the nearest whole one, away from zero when there are two} */
    private static double roundHalfAway(double x) {
        double size = Math.abs(x);
        double below = Math.floor(size);
        return Math.copySign(size - below >= 0.5 ? below + 1 : below, x);
    }

    private static void definePowers(LibraryBuilder library) {
        LuauState state = library.state();
        library.define(new NumberFunction(state, "sqrt") {
            @Override
            double apply(double x) {
                return Math.sqrt(x);
            }
        }).define(new NumberFunction(state, "exp") {
            @Override
            double apply(double x) {
                return Exponential.exp(x);
            }
        }).define(new NumberFunction(state, "log10") {
            @Override
            double apply(double x) {
                return Logarithm.log10(x);
            }
        }).define(new NumberPairFunction(state, "pow") {
            @Override
            double apply(double x, double y) {
                return Numbers.power(x, y);
            }
        }).define("log", MathLibrary::log);
    }

    private static Varargs log(Arguments arguments) {
        double x = arguments.number(1);
        if (arguments.noneOrNil(2)) {
            return LuauNumber.of(Logarithm.log(x));
        }
        double base = arguments.number(2);
        if (base == 2) {
            return LuauNumber.of(BinaryLogarithm.log2(x));
        }
        return LuauNumber.of(base == 10 ? Logarithm.log10(x) : Logarithm.log(x) / Logarithm.log(base));
    }

    private static void defineAngles(LibraryBuilder library) {
        LuauState state = library.state();
        library.define(new NumberFunction(state, "sin") {
            @Override
            double apply(double x) {
                return Angle.sin(x);
            }
        }).define(new NumberFunction(state, "cos") {
            @Override
            double apply(double x) {
                return Angle.cos(x);
            }
        }).define(new NumberFunction(state, "tan") {
            @Override
            double apply(double x) {
                return Tangent.tan(x);
            }
        }).define(new NumberPairFunction(state, "atan2") {
            @Override
            double apply(double x, double y) {
                // The first argument is the height, which others call y.
                return ArcTangent.atan2(x, y);
            }
        }).define(new NumberFunction(state, "deg") {
            @Override
            double apply(double x) {
                return x / RADIANS_PER_DEGREE;
            }
        }).define(new NumberFunction(state, "rad") {
            @Override
            double apply(double x) {
                return x * RADIANS_PER_DEGREE;
            }
        });
        library.define("asin", arguments -> LuauNumber.of(ArcSine.asin(arguments.number(1))));
        library.define("acos", arguments -> LuauNumber.of(ArcSine.acos(arguments.number(1))));
        library.define("atan", arguments -> LuauNumber.of(ArcTangent.atan(arguments.number(1))));
        library.define("sinh", arguments -> LuauNumber.of(Hyperbolic.sinh(arguments.number(1))));
        library.define("cosh", arguments -> LuauNumber.of(Hyperbolic.cosh(arguments.number(1))));
        library.define("tanh", arguments -> LuauNumber.of(Hyperbolic.tanh(arguments.number(1))));
    }

    private static void defineChoices(LibraryBuilder library) {
        LuauState state = library.state();
        library.define(new NumberFold(state, "max") {
            @Override
            double choose(double kept, double next) {
                return next > kept ? next : kept;
            }
        }).define(new NumberFold(state, "min") {
            @Override
            double choose(double kept, double next) {
                return next < kept ? next : kept;
            }
        });
        library.define(new NumberTripleFunction(state, "clamp") {
            @Override
            double apply(double x, double min, double max) {
                if (!(min <= max)) {
                    throw new Arguments(this, LuaValue.NONE).bad(3, "max must be greater than or equal to min");
                }
                double raised = x < min ? min : x;
                return raised > max ? max : raised;
            }
        }).define(new NumberTripleFunction(state, "lerp") {
            @Override
            double apply(double a, double b, double t) {
                return t == 1 ? b : a + (b - a) * t;
            }
        });
        library.define("map", MathLibrary::map);
        library.define("isnan", arguments -> LuaValue.valueOf(Double.isNaN(arguments.number(1))));
        library.define("isinf", arguments -> LuaValue.valueOf(Double.isInfinite(arguments.number(1))));
        library.define("isfinite", arguments -> LuaValue.valueOf(Double.isFinite(arguments.number(1))));
    }

    private static Varargs map(Arguments arguments) {
        double x = arguments.number(1);
        double inMin = arguments.number(2);
        double inMax = arguments.number(3);
        double outMin = arguments.number(4);
        double outMax = arguments.number(5);
        return LuauNumber.of(outMin + (x - inMin) * (outMax - outMin) / (inMax - inMin));
    }

    private static void defineParts(LibraryBuilder library) {
        library.define(new NumberPairFunction(library.state(), "fmod") {
            @Override
            double apply(double x, double y) {
                return x % y;
            }
        });
        library.define("modf", MathLibrary::modf);
        library.define("frexp", MathLibrary::frexp);
        library.define("ldexp", MathLibrary::ldexp);
    }

    private static Varargs modf(Arguments arguments) {
        double x = arguments.number(1);
        double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
        double fraction = Double.isInfinite(x) ? 0 : x - whole;
        return Values.of(LuauNumber.of(whole), LuauNumber.of(Math.copySign(fraction, x)));
    }

    private static Varargs frexp(Arguments arguments) {
        double x = arguments.number(1);
        if (x == 0 || !Double.isFinite(x)) {
            return Values.of(LuauNumber.of(x), LuauNumber.of(0));
        }
        boolean subnormal = Math.abs(x) < Double.MIN_NORMAL;
        double normal = subnormal ? Math.scalb(x, 54) : x;
        int exponent = Math.getExponent(normal) + 1;
        double significand = Math.scalb(normal, -exponent);
        return Values.of(LuauNumber.of(significand), LuauNumber.of(subnormal ? exponent - 54 : exponent));
    }

    private static Varargs ldexp(Arguments arguments) {
        double x = arguments.number(1);
        return LuauNumber.of(Math.scalb(x, arguments.integer(2)));
    }

    private static void defineRandom(LibraryBuilder library, LuauState state) {
        var source = new RandomSource(System.nanoTime() ^ ((long) System.identityHashCode(state) << Integer.SIZE));
        library.define(new RandomFunction(state, source));
        library.define("randomseed", arguments -> {
            source.seed(arguments.integer(1));
            return LuaValue.NONE;
        });
        library.define("noise", MathLibrary::noise);
    }

    private static Varargs noise(Arguments arguments) {
        double x = arguments.number(1);
        double y = arguments.number(2, 0);
        double z = arguments.number(3, 0);
        return LuauNumber.of(Noise.at((float) x, (float) y, (float) z));
    }
}
