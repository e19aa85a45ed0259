package dev.moonloom;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes the members of a library: a read-only table of functions and values. See {@link Moonloom.Builder#library}. */
public final class Library {
    private final String name;
    private final Map<String, Moonloom.Global> members = new LinkedHashMap<>();

    Library(String name) {
        this.name = name;
    }

    /**
     * Adds a function.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public Library function(String member, HostFunction body) {
        Objects.requireNonNull(body, "body");
        return add(member, Moonloom.Global.function(body, vm -> new LambdaFunction(vm, member, body)));
    }

    /**
     * Adds a function that blocks: it runs on the pool of {@link Moonloom.Builder#blockingOn} while its caller waits, gets
     * copies of tables, and is interrupted when the caller is cancelled.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public Library blocking(String member, HostFunction body) {
        Objects.requireNonNull(body, "body");
        return add(member, Moonloom.Global.function(body, vm -> BlockingCode.of(vm, member, body)));
    }

    /**
     * Adds a value: see {@link Values}.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public Library value(String member, @Nullable Object value) {
        return add(member,
                new Moonloom.Global(new Shown.Value(value), vm -> vm.toLuau(name + "." + member, value)));
    }

    Library add(String member, Moonloom.Global value) {
        if (members.putIfAbsent(Objects.requireNonNull(member, "member"), value) != null) {
            throw new IllegalArgumentException("the library '" + name + "' has two members '" + member + "'");
        }
        return this;
    }

    Map<String, Moonloom.Global> members() {
        return members;
    }
}
