package dev.moonloom;

import dev.moonloom.luau.runtime.LuauUserdata;
import dev.moonloom.luau.runtime.MetaEvent;
import dev.moonloom.luau.runtime.Types;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * What an operator of two operands does, where one of them is an object of a type: the first meaning that takes the other
 * one.
 */
record BinaryOperator(String typeName, Class<?> owner, Operator operator, List<Meaning> meanings) implements Member {
    /**
     * A meaning.
     *
     * @param other the type of the other operand
     * @param onLeft whether the object stands on the left
     * @param body takes the object and the other operand
     */
    record Meaning(Class<?> other, boolean onLeft, BiFunction<Object, @Nullable Object, @Nullable Object> body) {}

    /** {@return the same with one meaning more} */
    BinaryOperator or(Meaning meaning) {
        return new BinaryOperator(typeName, owner, operator,
                Stream.concat(meanings.stream(), Stream.of(meaning)).toList());
    }

    @Override
    public Prepared prepare(Conversions conversions) {
        List<FromLuau> ways = meanings.stream().map(meaning -> conversions.fromLuau(meaning.other)).toList();
        return Metamethod.prepared(typeName, operator.event(), (self, a, b) -> apply(ways, self, a, b));
    }

    private LuaValue apply(List<FromLuau> ways, Metamethod self, LuaValue a, LuaValue b) {
        Vm vm = self.vm();
        for (int i = 0; i < ways.size(); i++) {
            Meaning meaning = meanings.get(i);
            LuaValue object = meaning.onLeft ? a : b;
            LuaValue other = meaning.onLeft ? b : a;
            if (object instanceof LuauUserdata userdata && owner.isInstance(userdata.m_instance)) {
                Object operand;
                try {
                    operand = ways.get(i).convert(vm, other);
                } catch (Mismatch _) {
                    continue;
                }
                return vm.conversions().toLuau(vm, meaning.body.apply(userdata.m_instance, operand));
            }
        }
        throw self.state.error(self, noMeaning(self, a, b));
    }

    /** Luau's own words. */
    private String noMeaning(Metamethod self, LuaValue a, LuaValue b) {
        String first = Types.nameOf(self.state, a);
        String second = Types.nameOf(self.state, b);
        if (operator == Operator.CONCAT) {
            return "attempt to concatenate " + first + " with " + second;
        }
        MetaEvent event = operator.event();
        return "attempt to perform arithmetic (" + event.shortName() + ") on " + first
                + (first.equals(second) ? "" : " and " + second);
    }
}
