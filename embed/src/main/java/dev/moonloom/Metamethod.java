package dev.moonloom;

import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauUserdata;
import dev.moonloom.luau.runtime.MetaEvent;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What an operator does with objects of a type, in a VM. Only operators call it: no script ever holds it. VM's thread only. */
final class Metamethod extends LuauFunction {
    /** The code, for one operand or two. */
    @FunctionalInterface
    interface Code {
        /**
         * {@return the result}
         *
         * @param b nil where there is a single operand
         */
        LuaValue apply(Metamethod self, LuaValue a, LuaValue b) throws Throwable;
    }

    private final Vm vm;
    private final String typeName;
    private final MetaEvent event;
    private final Code code;

    private Metamethod(Vm vm, String typeName, MetaEvent event, Code code) {
        super(vm.state());
        this.vm = vm;
        this.typeName = typeName;
        this.event = event;
        this.code = code;
    }

    /** {@return a metamethod that needs no conversion from Luau} */
    static Member member(String typeName, MetaEvent event, Code code) {
        return _ -> vm -> new Metamethod(vm, typeName, event, code);
    }

    /** {@return a metamethod whose conversions are made} */
    static Member.Prepared prepared(String typeName, MetaEvent event, Code code) {
        return vm -> new Metamethod(vm, typeName, event, code);
    }

    /** {@return the Java object of an operand that is known to be one} */
    static Object instance(LuaValue operand) {
        return ((LuauUserdata) operand).m_instance;
    }

    Vm vm() {
        return vm;
    }

    @Override
    public Varargs exec1(LuaValue a) {
        return apply(a, NIL);
    }

    @Override
    public Varargs exec2(LuaValue a, LuaValue b) {
        return apply(a, b);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return apply(arguments.arg1(), arguments.arg(2));
    }

    private LuaValue apply(LuaValue a, LuaValue b) {
        vm.requireOwner();
        try {
            return run(a, b);
        } catch (Throwable thrown) {
            throw MemberErrors.errorOf(this, debugName() + " of " + typeName, thrown);
        }
    }

    private LuaValue run(LuaValue a, LuaValue b) throws Throwable {
        LuauState.Host before = state.beginHost(this);
        try {
            return code.apply(this, a, b);
        } finally {
            state.endHost(before);
        }
    }

    @Override
    public String debugName() {
        LuaString name = event.key;
        return name.tojstring();
    }
}
