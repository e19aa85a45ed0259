package dev.moonloom.core.require;

import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.core.vm.SyntaxTexts;
import dev.moonloom.luau.CompiledScript;
import dev.moonloom.luau.syntax.SyntaxException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Modules as code: each text is compiled once for all the VMs that share the library. It knows nothing of what they
 * answer; see {@link Require}. Any thread.
 */
public final class ModuleLibrary {
    private final ModuleResolver resolver;
    private final UnaryOperator<String> names;
    private final Scheduler readers;
    private final Map<String, Compiled> compiled;

    /** A file as it was when it was compiled. */
    private record Compiled(ModuleText file, CompiledScript script) {}

    /** A module that was found. */
    record Found(String file, CompiledScript script) {}

    /** A module that was found and is not valid Luau; the message has a line for each error. */
    static final class InvalidModule extends IOException {
        private static final long serialVersionUID = 1L;

        InvalidModule(String chunk, SyntaxException invalid) {
            super(SyntaxTexts.lines(chunk, invalid), invalid);
        }
    }

    private ModuleLibrary(ModuleResolver resolver, UnaryOperator<String> names, Scheduler readers,
            Map<String, Compiled> compiled) {
        this.resolver = resolver;
        this.names = names;
        this.readers = readers;
        this.compiled = compiled;
    }

    /** {@return the modules of a source} They are read and compiled on {@link Schedulers#boundedElastic()}. */
    public static ModuleLibrary of(ModuleSource source) {
        return new ModuleLibrary(new ModuleResolver(source), UnaryOperator.identity(), Schedulers.boundedElastic(),
                new ConcurrentHashMap<>());
    }

    /**
     * {@return the same, with modules named in this way where positions show them}
     *
     * @param shown the name for the path of a module's file, which is shown itself where nothing else is said
     */
    public ModuleLibrary shownAs(UnaryOperator<String> shown) {
        return new ModuleLibrary(resolver, Objects.requireNonNull(shown, "shown"), readers, new ConcurrentHashMap<>());
    }

    /**
     * {@return the same, reading and compiling on these threads} With {@link Schedulers#immediate()}, which suits texts in
     * memory, the VM does it itself.
     */
    public ModuleLibrary readingOn(Scheduler threads) {
        return new ModuleLibrary(resolver, names, Objects.requireNonNull(threads, "threads"), compiled);
    }

    /**
     * {@return finds a module once, for whoever subscribes} It fails with a {@link ModuleException} when there is none, with
     * an {@link InvalidModule}, and with an {@link IOException} when it cannot be read.
     *
     * @param requirer the file of the script that requires it, in the source
     * @param path as the script has it
     */
    Mono<Found> find(String requirer, byte[] path) {
        return Mono.fromCallable(() -> read(requirer, path)).subscribeOn(readers).cache();
    }

    private Found read(String requirer, byte[] path) throws IOException {
        ModuleText module = resolver.resolve(requirer, path);
        Compiled known = compiled.get(module.path());
        if (known == null || !Arrays.equals(known.file().text(), module.text())) {
            known = compile(module, names.apply(module.path()));
            compiled.put(module.path(), known);
        }
        return new Found(module.path(), known.script());
    }

    private static Compiled compile(ModuleText file, String name) throws InvalidModule {
        try {
            return new Compiled(file, ScriptVm.compile(file.text(), name));
        } catch (SyntaxException invalid) {
            throw new InvalidModule(name, invalid);
        }
    }
}
