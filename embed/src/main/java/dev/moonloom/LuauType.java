package dev.moonloom;

import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.MetaEvent;
import dev.moonloom.luau.runtime.Strings;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * How objects of a Java class look to scripts: {@code typeof}, members, operators. Nothing else of the class can be reached.
 *
 * {@snippet :
 * static final LuauType<Entity> ENTITY = LuauType.of("Entity", Entity.class)
 *         .property("Name", String.class, Entity::name)
 *         .property("Health", Double.class, Entity::health, Entity::setHealth)
 *         .method("Damage", Double.class, Entity::damage)
 *         .function("DistanceTo", Entity.class, Entity::distanceTo)
 *         .ordered(Comparator.comparing(Entity::health))
 *         .text(Entity::name);
 * }
 *
 * <p>An object is shown as the type of its class, or else of the nearest class or interface above that has one. The same
 * object ({@code ==}) is the same value to scripts for as long as a script holds it, whatever its {@code equals} says.
 *
 * <p>The functions given here run on the thread of the VM whose script uses the object; so an object that scripts of
 * several VMs hold must bear several threads. They may not wait. What they throw is an error at the place in the script,
 * with the exception as its cause. Arguments are converted to the classes that are named, and results by their own class.
 *
 * <p>Immutable: each method answers a type with one thing more. Any thread may use it.
 *
 * @param <T> the class
 */
public final class LuauType<T> {
    private final String name;
    private final Class<T> type;
    private final @Nullable LuauType<? super T> parent;
    private final Map<String, Member> members;
    private final Map<MetaEvent, Member> metamethods;

    /** The code of a method with two arguments. */
    @FunctionalInterface
    public interface Method2<T, A, B> {
        /** Does it. */
        void call(T object, A a, B b);
    }

    /** The code of a method with three arguments. */
    @FunctionalInterface
    public interface Method3<T, A, B, C> {
        /** Does it. */
        void call(T object, A a, B b, C c);
    }

    /** The code of a method with two arguments that answers something. */
    @FunctionalInterface
    public interface Function2<T, A, B, R extends @Nullable Object> {
        /** {@return the answer} */
        R call(T object, A a, B b);
    }

    /** The code of a method with three arguments that answers something. */
    @FunctionalInterface
    public interface Function3<T, A, B, C, R extends @Nullable Object> {
        /** {@return the answer} */
        R call(T object, A a, B b, C c);
    }

    private LuauType(String name, Class<T> type, @Nullable LuauType<? super T> parent, Map<String, Member> members,
            Map<MetaEvent, Member> metamethods) {
        this.name = name;
        this.type = type;
        this.parent = parent;
        this.members = members;
        this.metamethods = metamethods;
    }

    /**
     * {@return a type without members}
     *
     * @param name what {@code typeof} answers
     * @throws IllegalArgumentException when the name is empty
     */
    public static <T> LuauType<T> of(String name, Class<T> type) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the type of " + type.getName() + " has no name");
        }
        return new LuauType<>(name, type, null, Map.of(), Map.of());
    }

    /**
     * {@return a type of the members that the class itself declares with {@link Scripted}} Its name is that of the class, or
     * what the class itself is annotated with. Members of its superclass are had by {@link #extending}; operators are added
     * like to any other type.
     *
     * @throws IllegalArgumentException naming the member that cannot be shown, and why
     */
    public static <T> LuauType<T> annotated(Class<T> type) {
        return AnnotatedMembers.typeOf(type);
    }

    // What it has.

    /** {@return what {@code typeof} answers} */
    public String name() {
        return name;
    }

    Class<T> type() {
        return type;
    }

    @Nullable LuauType<? super T> parent() {
        return parent;
    }

    /** {@return its own members by name} */
    Map<String, Member> members() {
        return members;
    }

    /** {@return what operators do with its objects, as far as that is its own} */
    Map<MetaEvent, Member> metamethods() {
        return metamethods;
    }

    /**
     * {@return a type that has all of another one's members and operators too} A member of its own hides one of the same
     * name there; so does an operator, with all its meanings. The other type need not be registered.
     *
     * @throws IllegalStateException when it extends another one already
     */
    public LuauType<T> extending(LuauType<? super T> other) {
        Objects.requireNonNull(other, "other");
        if (parent != null) {
            throw new IllegalStateException("the type " + name + " extends " + parent.name + " already");
        }
        return new LuauType<>(name, type, other, members, metamethods);
    }

    // Properties.

    /** {@return a type with a property that scripts can read: {@code object.Name}} */
    public <V> LuauType<T> property(String name, Class<V> type, Function<? super T, ? extends @Nullable V> get) {
        Objects.requireNonNull(get, "get");
        return with(name,
                new PropertyMember(this.name, name, new ShownType(type, false), self -> get.apply(self(self)), null));
    }

    /** {@return a type with a property that scripts can read and write} */
    public <V> LuauType<T> property(String name, Class<V> type, Function<? super T, ? extends @Nullable V> get,
            BiConsumer<? super T, ? super V> set) {
        Objects.requireNonNull(get, "get");
        Objects.requireNonNull(set, "set");
        return with(name, new PropertyMember(this.name, name, new ShownType(type, false), self -> get.apply(self(self)),
                (self, value) -> set.accept(self(self), given(value))));
    }

    // Methods.

    /** {@return a type with a method that answers nothing: {@code object:Name()}} */
    public LuauType<T> method(String name, Consumer<? super T> body) {
        Objects.requireNonNull(body, "body");
        return withMethod(name, (self, _) -> {
            body.accept(self(self));
            return null;
        });
    }

    /** {@return the same with one argument} */
    public <A> LuauType<T> method(String name, Class<A> a, BiConsumer<? super T, ? super A> body) {
        Objects.requireNonNull(body, "body");
        return withMethod(name, (self, arguments) -> {
            body.accept(self(self), given(arguments[0]));
            return null;
        }, a);
    }

    /** {@return the same with two arguments} */
    public <A, B> LuauType<T> method(String name, Class<A> a, Class<B> b,
            Method2<? super T, ? super A, ? super B> body) {
        Objects.requireNonNull(body, "body");
        return withMethod(name, (self, arguments) -> {
            body.call(self(self), given(arguments[0]), given(arguments[1]));
            return null;
        }, a, b);
    }

    /** {@return the same with three arguments} */
    public <A, B, C> LuauType<T> method(String name, Class<A> a, Class<B> b, Class<C> c,
            Method3<? super T, ? super A, ? super B, ? super C> body) {
        Objects.requireNonNull(body, "body");
        return withMethod(name, (self, arguments) -> {
            body.call(self(self), given(arguments[0]), given(arguments[1]), given(arguments[2]));
            return null;
        }, a, b, c);
    }

    /** {@return a type with a method that answers something: {@code local x = object:Name()}} */
    public LuauType<T> function(String name, Function<? super T, ? extends @Nullable Object> body) {
        return with(name, answering(name, body));
    }

    /** {@return the same with one argument} */
    public <A> LuauType<T> function(String name, Class<A> a,
            BiFunction<? super T, ? super A, ? extends @Nullable Object> body) {
        return with(name, answering(name, a, body));
    }

    /** {@return the same with two arguments} */
    public <A, B> LuauType<T> function(String name, Class<A> a, Class<B> b,
            Function2<? super T, ? super A, ? super B, ? extends @Nullable Object> body) {
        return with(name, answering(name, a, b, body));
    }

    /** {@return the same with three arguments} */
    public <A, B, C> LuauType<T> function(String name, Class<A> a, Class<B> b, Class<C> c,
            Function3<? super T, ? super A, ? super B, ? super C, ? extends @Nullable Object> body) {
        Objects.requireNonNull(body, "body");
        return with(name, new MethodMember(this.name, type, name, List.of(a, b, c), ShownType.ANYTHING,
                (self, arguments) -> body.call(self(self), given(arguments[0]), given(arguments[1]),
                        given(arguments[2]))));
    }

    /**
     * {@return the same with any arguments, which the code takes from the call} Their positions do not count the object. It may
     * answer whatever a {@link HostFunction} may.
     */
    public LuauType<T> function(String name, ObjectFunction<? super T> body) {
        Objects.requireNonNull(body, "body");
        return with(name, _ -> vm -> new GeneralMethod(vm, name, type, (self, call) -> body.call(self(self), call)));
    }

    /** The code of a method that takes its arguments from the call. */
    @FunctionalInterface
    public interface ObjectFunction<T> {
        /**
         * {@return the answer}
         *
         * @throws Exception what the call raises
         */
        @Nullable Object call(T self, Call call) throws Exception;
    }

    private Member answering(String name, Function<? super T, ? extends @Nullable Object> body) {
        Objects.requireNonNull(body, "body");
        return new MethodMember(this.name, type, name, List.of(), ShownType.ANYTHING,
                (self, _) -> body.apply(self(self)));
    }

    private <A> Member answering(String name, Class<A> a,
            BiFunction<? super T, ? super A, ? extends @Nullable Object> body) {
        Objects.requireNonNull(body, "body");
        return new MethodMember(this.name, type, name, List.of(a), ShownType.ANYTHING,
                (self, arguments) -> body.apply(self(self), given(arguments[0])));
    }

    private <A, B> Member answering(String name, Class<A> a, Class<B> b,
            Function2<? super T, ? super A, ? super B, ? extends @Nullable Object> body) {
        Objects.requireNonNull(body, "body");
        return new MethodMember(this.name, type, name, List.of(a, b), ShownType.ANYTHING,
                (self, arguments) -> body.call(self(self), given(arguments[0]), given(arguments[1])));
    }

    // Operators.

    /**
     * {@return a type whose objects can stand on the left of an operator} Several meanings of one operator are tried in the
     * order in which they are given: the first whose class takes the other operand is it.
     */
    public <A> LuauType<T> operator(Operator operator, Class<A> other,
            BiFunction<? super T, ? super A, ? extends @Nullable Object> body) {
        Objects.requireNonNull(body, "body");
        return withMeaning(operator, new BinaryOperator.Meaning(other, true,
                (self, operand) -> body.apply(self(self), given(operand))));
    }

    /** {@return a type whose objects can stand on the right of an operator, such as that of {@code 2 * object}} */
    public <A> LuauType<T> operatorOnRight(Operator operator, Class<A> other,
            BiFunction<? super T, ? super A, ? extends @Nullable Object> body) {
        Objects.requireNonNull(body, "body");
        return withMeaning(operator, new BinaryOperator.Meaning(other, false,
                (self, operand) -> body.apply(self(self), given(operand))));
    }

    private LuauType<T> withMeaning(Operator operator, BinaryOperator.Meaning meaning) {
        MetaEvent event = operator.event();
        Member before = metamethods.get(event);
        return withMetamethod(event, before instanceof BinaryOperator known
                ? known.or(meaning)
                : new BinaryOperator(name, type, operator, List.of(meaning)));
    }

    /** {@return a type whose objects have a meaning behind a minus: {@code -object}} */
    public LuauType<T> negation(Function<? super T, ? extends @Nullable Object> negate) {
        Objects.requireNonNull(negate, "negate");
        return withOwn(MetaEvent.UNM,
                (self, a, _) -> self.vm().conversions().toLuau(self.vm(), negate.apply(operand(a))));
    }

    /** {@return a type whose objects have a length: {@code #object}} */
    public LuauType<T> length(ToIntFunction<? super T> length) {
        Objects.requireNonNull(length, "length");
        return withOwn(MetaEvent.LEN, (_, a, _) -> LuauNumber.of(length.applyAsInt(operand(a))));
    }

    /**
     * {@return a type whose objects have a text: what {@code tostring}, {@code print} and interpolation show}
     *
     * <p>Without it that is the name of the type and a number, as for a table.
     */
    public LuauType<T> text(Function<? super T, String> text) {
        Objects.requireNonNull(text, "text");
        return withOwn(MetaEvent.TOSTRING, (_, a, _) -> Strings.of(text.apply(operand(a))));
    }

    /** {@return a type whose objects can be compared with {@code <}, {@code <=}, {@code >} and {@code >=}} */
    public LuauType<T> ordered(Comparator<? super T> order) {
        Objects.requireNonNull(order, "order");
        return withOwn(MetaEvent.LT,
                (_, a, b) -> LuaValue.valueOf(order.compare(operand(a), operand(b)) < 0))
                .withOwn(MetaEvent.LE, (_, a, b) -> LuaValue.valueOf(order.compare(operand(a), operand(b)) <= 0));
    }

    /**
     * {@return a type of which two objects may be equal to {@code ==}} Without it an object is equal to itself only, and so
     * it always is as the key of a table and to {@code rawequal}.
     */
    public LuauType<T> equality(BiPredicate<? super T, ? super T> equal) {
        Objects.requireNonNull(equal, "equal");
        return withOwn(MetaEvent.EQ, (_, a, b) -> LuaValue.valueOf(equal.test(operand(a), operand(b))));
    }

    /**
     * {@return a type whose objects can be looped over: {@code for item in object do}}
     *
     * @param items answers an {@link Iterable}, an {@link java.util.Iterator} or a {@link java.util.stream.Stream} of the
     *     items, anew for each loop; a {@link Map}, or entries of one, give the loop two variables. An item that is null
     *     ends the loop.
     */
    public LuauType<T> iterate(Function<? super T, ?> items) {
        Objects.requireNonNull(items, "items");
        return withOwn(MetaEvent.ITER, (self, a, _) -> IteratorInVm.of(self.vm(), name, items.apply(operand(a))));
    }

    /** {@return a type whose objects can be called: {@code object()}} */
    public LuauType<T> call(Function<? super T, ? extends @Nullable Object> body) {
        return withMetamethod(MetaEvent.CALL, answering(name, body));
    }

    /** {@return the same with one argument} */
    public <A> LuauType<T> call(Class<A> a, BiFunction<? super T, ? super A, ? extends @Nullable Object> body) {
        return withMetamethod(MetaEvent.CALL, answering(name, a, body));
    }

    /** {@return the same with two arguments} */
    public <A, B> LuauType<T> call(Class<A> a, Class<B> b,
            Function2<? super T, ? super A, ? super B, ? extends @Nullable Object> body) {
        return withMetamethod(MetaEvent.CALL, answering(name, a, b, body));
    }

    // How a type with one thing more is made.

    private LuauType<T> withMethod(String name, MethodMember.Body body, Class<?>... parameters) {
        return with(name, new MethodMember(this.name, type, name, List.of(parameters), ShownType.NOTHING, body));
    }

    /**
     * {@return the same with a member}
     *
     * @throws IllegalArgumentException when there is one of that name already
     */
    LuauType<T> with(String name, Member member) {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a member of the type " + this.name + " has no name");
        }
        if (members.containsKey(name)) {
            throw new IllegalArgumentException("the type " + this.name + " has two members named " + name);
        }
        return new LuauType<>(this.name, type, parent, plus(members, name, member), metamethods);
    }

    private LuauType<T> withOwn(MetaEvent event, Metamethod.Code code) {
        return withMetamethod(event, Metamethod.member(name, event, code));
    }

    private LuauType<T> withMetamethod(MetaEvent event, Member member) {
        if (metamethods.containsKey(event) && !(member instanceof BinaryOperator)) {
            throw new IllegalArgumentException(
                    "the type " + name + " says twice what " + event.key.tojstring() + " does");
        }
        return new LuauType<>(name, type, parent, members, plus(metamethods, event, member));
    }

    private static <K> Map<K, Member> plus(Map<K, Member> members, K key, Member member) {
        Map<K, Member> more = new LinkedHashMap<>(members);
        more.put(key, member);
        return Collections.unmodifiableMap(more);
    }

    /** The members check that it is one before they call. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T self(Object instance) {
        return (T) instance;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // likewise
    private static <T> T operand(LuaValue value) {
        return self(Metamethod.instance(value));
    }

    /** What was converted to the class that the code asks for. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // null only where the class has a conversion of nil
    private static <A> A given(@Nullable Object converted) {
        return (A) converted;
    }

    @Override
    public String toString() {
        return "LuauType[" + name + ", " + type.getName() + "]";
    }
}
