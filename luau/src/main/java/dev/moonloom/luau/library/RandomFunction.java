package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.Varargs;

/** {@code math.random}: a number below one, or an integer of a range. */
final class RandomFunction extends LibraryFunction {
    private final RandomSource source;

    RandomFunction(LuauState state, RandomSource source) {
        super(state, "random");
        this.source = source;
    }

    @Override
    public Varargs exec0() {
        return LuauNumber.of(source.nextUnit());
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        return switch (arguments.count()) {
            case 0 -> exec0();
            case 1 -> upTo(arguments);
            case 2 -> between(arguments);
            default -> throw arguments.error("wrong number of arguments");
        };
    }

    private LuauNumber upTo(Arguments arguments) {
        int upper = arguments.integer(1);
        if (upper < 1) {
            throw arguments.bad(1, "interval is empty");
        }
        return LuauNumber.of(1 + source.nextBelow(upper));
    }

    private LuauNumber between(Arguments arguments) {
        int lower = arguments.integer(1);
        int upper = arguments.integer(2);
        if (lower > upper) {
            throw arguments.bad(2, "interval is empty");
        }
        int size = upper - lower + 1;
        if (size == 0) {
            throw arguments.bad(2, "interval is too large");
        }
        return LuauNumber.of(lower + source.nextBelow(size));
    }
}
