package dev.moonloom;

import dev.moonloom.luau.runtime.HostProperty;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauUserdata;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** A property of a type in a VM. VM's thread only. */
final class PropertyInVm extends HostProperty {
    private final Vm vm;
    private final PropertyMember member;
    private final PropertyMember.Getter getter;
    /** Null for a property that cannot be written. */
    private final @Nullable FromLuau conversion;

    PropertyInVm(Vm vm, PropertyMember member, @Nullable FromLuau conversion) {
        super(vm.state());
        this.vm = vm;
        this.member = member;
        this.getter = member.getter();
        this.conversion = conversion;
    }

    @Override
    public LuaValue get(LuauUserdata object) {
        vm.requireOwner();
        try {
            return read(object.m_instance);
        } catch (Throwable thrown) {
            throw MemberErrors.errorOf(this, member.name() + " of " + member.typeName(), thrown);
        }
    }

    private LuaValue read(Object instance) throws Throwable {
        LuauState.Host before = state.beginHost(this);
        try {
            return vm.conversions().toLuau(vm, getter.get(instance));
        } finally {
            state.endHost(before);
        }
    }

    @Override
    public void set(LuauUserdata object, LuaValue value) {
        vm.requireOwner();
        if (conversion == null) {
            throw unassignable("it is read-only");
        }
        Object converted = convert(conversion, value);
        try {
            write(object.m_instance, converted);
        } catch (Throwable thrown) {
            throw MemberErrors.errorOf(this, member.name() + " of " + member.typeName(), thrown);
        }
    }

    private @Nullable Object convert(FromLuau conversion, LuaValue value) {
        try {
            return conversion.convert(vm, value);
        } catch (Mismatch mismatch) {
            throw unassignable(MemberErrors.reason(mismatch));
        }
    }

    private void write(Object instance, @Nullable Object value) throws Throwable {
        LuauState.Host before = state.beginHost(this);
        try {
            Objects.requireNonNull(member.setter()).set(instance, value);
        } finally {
            state.endHost(before);
        }
    }

    private LuauError unassignable(String reason) {
        return state.error(this,
                "Unable to assign property " + member.name() + " of " + member.typeName() + " (" + reason + ")");
    }

    @Override
    public String debugName() {
        return member.name();
    }
}
