package dev.moonloom.core.require;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.HostOperation;
import dev.moonloom.luau.runtime.Strings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A path of one script on its way to a module. Owner thread only, but for what the library does meanwhile. */
final class Search {
    private final Mono<ModuleLibrary.Found> finding;
    private final Function<ModuleLibrary.Found, RequiredModule> moduleOf;
    private final Runnable onFailure;

    /** What it has led to, or null while nothing is found. */
    @Nullable RequiredModule module;
    /** Why it leads nowhere. */
    @Nullable Failure failure;

    /**
     * @param moduleOf the VM's module for what is found
     * @param onFailure forgets the search: the next one may find something
     */
    Search(Mono<ModuleLibrary.Found> finding, Function<ModuleLibrary.Found, RequiredModule> moduleOf,
            Runnable onFailure) {
        this.finding = finding;
        this.moduleOf = moduleOf;
        this.onFailure = onFailure;
    }

    /** Completes an operation when the search has ended, either way. */
    Disposable await(HostOperation operation) {
        return finding.subscribe(
                found -> operation.complete(() -> {
                    if (module == null) {
                        module = moduleOf.apply(found);
                    }
                    return LuaValue.NONE;
                }),
                error -> operation.complete(() -> {
                    if (failure == null) {
                        failure = failureOf(error);
                        onFailure.run();
                    }
                    return LuaValue.NONE;
                }));
    }

    private static Failure failureOf(Throwable error) {
        String text = Coroutines.messageOf(error);
        return error instanceof ModuleLibrary.InvalidModule || error instanceof ModuleException
                ? new Failure.Unplaced(Strings.of(text))
                : new Failure.AtRequirer(text);
    }
}
