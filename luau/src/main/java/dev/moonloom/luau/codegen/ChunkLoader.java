package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.runtime.ChunkCode;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Prototype;
import dev.moonloom.luau.runtime.Rest;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of one chunk: emits the class of a function when it is first linked, and that of its rest when one of
 * its frames is first resumed. Ordinary classes, so that Java's stack traces, debuggers and profilers show the chunk's file
 * and lines. Any thread; VMs may share a loader, never a function object.
 */
public final class ChunkLoader extends ClassLoader implements ChunkCode {
    private static final String REST_SUFFIX = "$rest";
    /** How much of a function's name is in that of its class: the JVM takes no name of 64 KB. */
    private static final int LONGEST_NAME = 200;
    /** The JIT leaves methods of this many bytes to the interpreter ({@code HugeMethodLimit}). */
    private static final int LONGEST_COMPILED = 8_000;

    private static final ClassHierarchyResolver RUNTIME_HIERARCHY = ClassHierarchyResolver
            .ofClassLoading(ChunkLoader.class.getClassLoader()).cached(ConcurrentHashMap::new);

    static {
        registerAsParallelCapable();
    }

    private final String chunkName;
    private final String sourceFile;
    private final byte[] source;
    private final String packageName;
    private final GivingWay givingWay;
    private final Map<String, LoweredFunction> functions = new HashMap<>();
    private final Map<String, Constants> constants = new ConcurrentHashMap<>();
    /** What the methods of long functions may weigh, by the functions' ids. */
    private final Map<Integer, Integer> limits = new ConcurrentHashMap<>();
    /** The lines of classes that have great ones, by the names of the classes and of their methods. */
    private final Map<String, Map<String, List<Integer>>> lines = new ConcurrentHashMap<>();
    private final FunctionCode main;
    private final ClassFile classFile;

    /**
     * @param chunkName as error texts show it
     * @param source the text, which nobody changes
     * @param givingWay before which calls the code gives way unasked
     * @throws FunctionTooLongException if a function has a statement for which no method of the JVM is long enough
     */
    public ChunkLoader(LoweredFunction chunk, String chunkName, byte[] source, GivingWay givingWay) {
        super("luau " + chunkName, ChunkLoader.class.getClassLoader());
        this.chunkName = chunkName;
        this.sourceFile = chunkName;
        this.source = source;
        this.givingWay = givingWay;
        this.packageName = "luau";
        this.classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy()));
        register(chunk);
        this.main = new FunctionCode(chunk, this);
        functions.values().stream().filter(Weight::hasHugeStep).forEach(this::check);
    }

    /** Emits a function of which that might fail: at once, so that a chunk that cannot run is not loaded. */
    private void check(LoweredFunction function) {
        emitClosure(function);
        if (!function.sites().isEmpty()) {
            emitRest(function);
        }
    }

    /** What extends what. The chunk's own classes are not asked: loading them would emit them. */
    private ClassHierarchyResolver hierarchy() {
        ClassHierarchyResolver own = type -> type.packageName().equals(packageName)
                ? ClassHierarchyInfo.ofClass(type.displayName().endsWith(REST_SUFFIX) ? Names.REST : Names.CLOSURE)
                : null;
        return own.orElse(RUNTIME_HIERARCHY);
    }

    private void register(LoweredFunction function) {
        functions.put(nameOf(function), function);
        function.functions().forEach(this::register);
    }

    /** {@return the name of the class of a function's closures} */
    private String nameOf(LoweredFunction function) {
        String name = function.id() == 0 ? "main" : function.name().isEmpty() ? "function" : function.name();
        return packageName + "." + (name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME)) + "_"
                + function.id();
    }

    private ClassDesc descOf(LoweredFunction function) {
        return ClassDesc.of(nameOf(function));
    }

    /** {@return the chunk as a function of a VM} */
    public LuauClosure instantiate(LuauState state, LuauTable environment) {
        return main.close(state, new Prototype(main), environment, new Object[0]);
    }

    private Constructor<?> constructorOf(LoweredFunction function) {
        try {
            return loadClass(nameOf(function)).getConstructors()[0];
        } catch (ClassNotFoundException e) {
            throw new LinkageError("the class of a function is not as it was emitted", e);
        }
    }

    /** {@return the constants of a generated class, each at the number that its field has} Called by its initialiser. */
    public static Object[] constantsOf(Class<?> generated) {
        Constants found = ((ChunkLoader) generated.getClassLoader()).constants.remove(generated.getName());
        if (found == null) {
            throw new AssertionError("no constants for " + generated);
        }
        return found.all();
    }

    @Override
    public String chunkName() {
        return chunkName;
    }

    @Override
    public byte[] source() {
        return source;
    }

    @Override
    public int listedLine(Class<?> type, String method, int place) {
        Map<String, List<Integer>> methods = Objects.requireNonNull(lines.get(type.getName()));
        return Objects.requireNonNull(methods.get(method)).get(place);
    }

    Rest restOf(LoweredFunction function) {
        try {
            return (Rest) loadClass(nameOf(function) + REST_SUFFIX).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the class of a rest is not as it was emitted", e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        boolean rest = name.endsWith(REST_SUFFIX);
        LoweredFunction function = functions.get(rest ? name.substring(0, name.length() - REST_SUFFIX.length()) : name);
        if (function == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] bytes = rest ? emitRest(function) : emitClosure(function);
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** {@return the class of a function's closures} */
    byte[] emitClosure(LoweredFunction function) {
        return emitClosure(function, limitOf(function));
    }

    /** {@return the class of the rest of a function} */
    byte[] emitRest(LoweredFunction function) {
        return emitRest(function, limitOf(function));
    }

    private byte[] emitClosure(LoweredFunction function, int limit) {
        return emit(function, limit, descOf(function), FunctionEmitter::emitClosure);
    }

    private byte[] emitRest(LoweredFunction function, int limit) {
        ClassDesc rest = ClassDesc.of(nameOf(function) + REST_SUFFIX);
        return emit(function, limit, rest, (emitter, used) -> emitter.emitRest(rest, used));
    }

    /** {@return what each method of a function may weigh: as much as leaves none too long for the JIT} */
    private int limitOf(LoweredFunction function) {
        return Weight.isShort(function)
                ? Weight.UNLIMITED
                : limits.computeIfAbsent(function.id(), _ -> findLimit(function));
    }

    private int findLimit(LoweredFunction function) {
        List<Integer> candidates = Weight.limitsOf(function);
        for (int limit : candidates.subList(0, candidates.size() - 1)) {
            if (isCompiled(() -> emitClosure(function, limit))
                    && (function.sites().isEmpty() || isCompiled(() -> emitRest(function, limit)))) {
                return limit;
            }
        }
        return candidates.getLast();
    }

    /** {@return whether the JIT compiles all methods of a class} One with a method of 64 KB cannot even be made. */
    private boolean isCompiled(Supplier<byte[]> type) {
        try {
            return classFile.parse(type.get()).methods().stream()
                    .allMatch(method -> method.findAttribute(Attributes.code()).orElseThrow()
                            .codeLength() < LONGEST_COMPILED);
        } catch (FunctionTooLongException _) {
            return false;
        }
    }

    private byte[] emit(LoweredFunction function, int limit, ClassDesc type,
            BiFunction<FunctionEmitter, Constants, byte[]> kind) {
        var names = new FunctionNames(function, descOf(function), this::descOf, givingWay, Outline.of(function, limit));
        var used = new Constants(type, names.outline().isCut());
        var emitter = new FunctionEmitter(names, sourceFile, classFile);
        byte[] bytes;
        try {
            bytes = kind.apply(emitter, used);
        } catch (IllegalArgumentException tooLarge) {
            throw new FunctionTooLongException(Math.max(1, function.line()), tooLarge);
        }
        constants.put(nameIn(type), used);
        Map<String, List<Integer>> listed = emitter.lines().listed();
        if (!listed.isEmpty()) {
            lines.put(nameIn(type), listed);
        }
        return bytes;
    }

    private static String nameIn(ClassDesc type) {
        return type.packageName() + "." + type.displayName();
    }

    /** What the runtime asks of a function's code. */
    private static final class FunctionCode implements Prototype.Code {
        private final LoweredFunction function;
        private final ChunkLoader loader;
        private final List<FunctionCode> children;
        /** Made when first asked for; whichever thread comes second may make an equal one. */
        private volatile @Nullable Rest rest;
        /** The same, for a function that was cut. */
        private volatile @Nullable SharedVariables shared;
        /** The same. */
        private volatile @Nullable Constructor<?> constructor;

        FunctionCode(LoweredFunction function, ChunkLoader loader) {
            this.function = function;
            this.loader = loader;
            this.children = function.functions().stream().map(child -> new FunctionCode(child, loader)).toList();
        }

        @Override
        public String name() {
            return function.name();
        }

        @Override
        public List<FunctionCode> children() {
            return children;
        }

        @Override
        public String chunk() {
            return loader.chunkName;
        }

        @Override
        public int line() {
            return function.line();
        }

        @Override
        public int parameters() {
            return function.parameters().size();
        }

        @Override
        public boolean variadic() {
            return function.variadic();
        }

        @Override
        public int imports() {
            return function.imports();
        }

        @Override
        public int lineOf(int site) {
            return function.sites().get(site).line();
        }

        @Override
        public void drop(int site, @Nullable Object[] variables) {
            SharedVariables made = shared;
            if (made == null) {
                made = new SharedVariables(function, Outline.of(function, loader.limitOf(function)));
                shared = made;
            }
            made.drop(site, variables);
        }

        @Override
        public LuauClosure close(LuauState state, Prototype prototype, LuauTable environment, Object[] captured) {
            Constructor<?> known = constructor;
            if (known == null) {
                known = loader.constructorOf(function);
                constructor = known;
            }
            var arguments = new Object[3 + captured.length];
            arguments[0] = state;
            arguments[1] = prototype;
            arguments[2] = environment;
            System.arraycopy(captured, 0, arguments, 3, captured.length);
            try {
                return (LuauClosure) known.newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("the class of a function is not as it was emitted", e);
            }
        }

        @Override
        public Rest rest() {
            Rest made = rest;
            if (made == null) {
                made = loader.restOf(function);
                rest = made;
            }
            return made;
        }
    }
}
