package dev.moonloom;

import dev.moonloom.luau.runtime.HostMembers;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.MetaEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type in one VM. What it has from its parent are the very functions of that, so that objects of both can be compared and
 * a method is one value.
 *
 * @param functions its members by name, with its parent's
 * @param metamethods what operators do, with its parent's
 * @param members all of it, as its values refer to it
 */
record TypeInVm(Map<String, LuauFunction> functions, Map<MetaEvent, LuauFunction> metamethods, HostMembers members) {
    /** {@return a type in a VM} */
    static TypeInVm of(Vm vm, String name, ObjectTypes.Prepared type, @Nullable TypeInVm parent) {
        Map<String, LuauFunction> functions = parent == null ? new HashMap<>() : new HashMap<>(parent.functions);
        type.members().forEach((key, member) -> functions.put(key, member.in(vm)));
        Map<MetaEvent, LuauFunction> metamethods = parent == null ? new HashMap<>() : new HashMap<>(parent.metamethods);
        type.metamethods().forEach((event, member) -> metamethods.put(event, member.in(vm)));
        return new TypeInVm(functions, metamethods, new HostMembers(name, functions, metamethods));
    }
}
