package dev.moonloom;

import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Values;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/** A loop over what an object contains: each call is a step. VM's thread only. */
final class IteratorInVm extends LuauFunction {
    private final Vm vm;
    private final String typeName;
    private final Iterator<?> items;

    private IteratorInVm(Vm vm, String typeName, Iterator<?> items) {
        super(vm.state());
        this.vm = vm;
        this.typeName = typeName;
        this.items = items;
    }

    /** {@return a loop over an {@link Iterable}, an {@link Iterator}, a {@link BaseStream}, or a {@link Map}} */
    static IteratorInVm of(Vm vm, String typeName, @Nullable Object items) {
        return new IteratorInVm(vm, typeName, switch (items) {
            case Iterable<?> iterable -> iterable.iterator();
            case Iterator<?> iterator -> iterator;
            case BaseStream<?, ?> stream -> stream.iterator();
            case Map<?, ?> map -> map.entrySet().iterator();
            case null -> throw new IllegalStateException("the iteration of " + typeName + " answered null");
            default -> throw new IllegalStateException("the iteration of " + typeName + " answered a "
                    + items.getClass().getName() + ", which is no Iterable, Iterator, Stream or Map");
        });
    }

    @Override
    public Varargs execN(Varargs ignored) {
        vm.requireOwner();
        try {
            return step();
        } catch (Throwable thrown) {
            throw MemberErrors.errorOf(this, "iteration of " + typeName, thrown);
        }
    }

    private Varargs step() {
        LuauState.Host before = state.beginHost(this);
        try {
            return items.hasNext() ? values(items.next()) : NIL;
        } finally {
            state.endHost(before);
        }
    }

    private Varargs values(@Nullable Object item) {
        Conversions conversions = vm.conversions();
        return item instanceof Map.Entry<?, ?> entry
                ? Values.of(conversions.toLuau(vm, entry.getKey()), conversions.toLuau(vm, entry.getValue()))
                : conversions.toLuau(vm, item);
    }

    @Override
    public String debugName() {
        return "";
    }
}
