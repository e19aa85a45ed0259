package dev.moonloom;

import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauUserdata;
import dev.moonloom.luau.runtime.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A method of a type in a VM. Its first argument is the object; texts count those after it, as scripts write them behind a
 * colon. VM's thread only.
 */
@SuppressWarnings("OverridingMethodInconsistentArgumentNamesChecker") // the first argument is the object
final class MethodInVm extends LuauFunction {
    private static final Object[] NO_ARGUMENTS = {};

    private final Vm vm;
    private final MethodMember member;
    private final Class<?> owner;
    private final FromLuau[] parameters;
    private final MethodMember.Body body;
    private final boolean answers;

    MethodInVm(Vm vm, MethodMember member, FromLuau[] parameters) {
        super(vm.state());
        this.vm = vm;
        this.member = member;
        this.owner = member.owner();
        this.parameters = parameters;
        this.body = member.body();
        this.answers = member.answers();
    }

    @Override
    public Varargs exec1(LuaValue self) {
        return parameters.length == 0 ? call(instance(self), NO_ARGUMENTS) : execN(self);
    }

    @Override
    public Varargs exec2(LuaValue self, LuaValue a) {
        return parameters.length == 1
                ? call(instance(self), new @Nullable Object[]{argument(1, a, 1)})
                : execN(Values.of(self, a));
    }

    @Override
    public Varargs exec3(LuaValue self, LuaValue a, LuaValue b) {
        return parameters.length == 2
                ? call(instance(self), new @Nullable Object[]{argument(1, a, 2), argument(2, b, 2)})
                : execN(Values.of(self, a, b));
    }

    @Override
    public Varargs execN(Varargs arguments) {
        Object instance = instance(arguments.arg1());
        int count = arguments.narg() - 1;
        var converted = new @Nullable Object[parameters.length];
        for (int i = 1; i <= converted.length; i++) {
            converted[i - 1] = argument(i, arguments.arg(i + 1), count);
        }
        return call(instance, converted);
    }

    private Object instance(LuaValue self) {
        vm.requireOwner();
        if (self instanceof LuauUserdata userdata && owner.isInstance(userdata.m_instance)) {
            return userdata.m_instance;
        }
        throw state.error(this, "Expected ':' not '.' calling member function " + member.name());
    }

    /** @param count how many arguments there are */
    private @Nullable Object argument(int position, LuaValue value, int count) {
        try {
            return parameters[position - 1].convert(vm, value);
        } catch (Mismatch mismatch) {
            throw wrong(position, mismatch, count);
        }
    }

    private LuauError wrong(int position, Mismatch mismatch, int count) {
        String name = member.name();
        if (position > count) {
            String expected = parameters[position - 1].expected();
            return state.error(this,
                    "missing argument #" + position + " to '" + name + "' (" + expected + " expected)");
        }
        String place = mismatch.place();
        return state.error(this, place.isEmpty()
                ? "invalid argument #" + position + " to '" + name + "' (" + mismatch.reason() + ")"
                : "argument " + position + ", " + place + ": " + mismatch.reason());
    }

    private Varargs call(Object instance, @Nullable Object[] arguments) {
        try {
            return run(instance, arguments);
        } catch (Throwable thrown) {
            throw MemberErrors.errorOf(this, member.name() + " of " + member.typeName(), thrown);
        }
    }

    private Varargs run(Object instance, @Nullable Object[] arguments) throws Throwable {
        LuauState.Host before = state.beginHost(this);
        try {
            Object answer = body.call(instance, arguments);
            return answers ? vm.conversions().answerToLuau(vm, answer) : NONE;
        } finally {
            state.endHost(before);
        }
    }

    @Override
    public String debugName() {
        return member.name();
    }
}
