package dev.moonloom.luau.runtime;

import static dev.moonloom.luau.runtime.Samples.errorOf;
import static dev.moonloom.luau.runtime.Samples.nativeFunction;
import static dev.moonloom.luau.runtime.Samples.number;
import static dev.moonloom.luau.runtime.Samples.table;
import static dev.moonloom.luau.runtime.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** Members of the host's objects, found without a metatable. */
final class HostMembersTest {
    private final LuauState state = new LuauState();
    private final LuauFunction self = SampleCode.closure(state, "self", 7, (_, arguments) -> arguments);
    private final NativeFunction method = nativeFunction(state, "Go", Arguments::all);
    private final HostMembers members = new HostMembers("Box", Map.of("Value", new Value(state), "Go", method),
            Map.of(MetaEvent.LEN, nativeFunction(state, "len", _ -> number(3))));
    private final LuauUserdata box = LuauUserdata.of(new LuaValue[]{number(1)}, members);

    /** The only item of an array. */
    private static final class Value extends HostProperty {
        Value(LuauState state) {
            super(state);
        }

        @Override
        public LuaValue get(LuauUserdata object) {
            return ((LuaValue[]) object.m_instance)[0];
        }

        @Override
        public void set(LuauUserdata object, LuaValue value) {
            ((LuaValue[]) object.m_instance)[0] = value;
        }

        @Override
        public String debugName() {
            return "Value";
        }
    }

    private static FieldName name(String name) {
        return FieldName.of(Strings.of(name));
    }

    @Test
    void property_isReadAndWritten_byConstantAndByAnyKey() {
        assertThat(Indexing.index(box, name("Value"), self)).isEqualTo(number(1));
        Indexing.store(box, name("Value"), number(2), self);
        assertThat(Indexing.index(box, text("Value"), self)).isEqualTo(number(2));
        Indexing.store(box, text("Value"), number(3), self);
        assertThat(Indexing.index(box, name("Value"), self)).isEqualTo(number(3));
    }

    @Test
    void method_isTheSameFunction_howeverItIsFound() {
        assertThat(Calls.method(box, name("Go"), self)).isSameAs(method);
        assertThat(Indexing.index(box, name("Go"), self)).isSameAs(method);
        assertThat(Indexing.index(box, text("Go"), self)).isSameAs(method);
    }

    @Test
    void property_calledAsAMethod_isReadFirst() {
        Indexing.store(box, name("Value"), method, self);

        assertThat(Calls.method(box, name("Value"), self)).isSameAs(method);
    }

    @Test
    void object_behindATable_isAsked() {
        LuauTable reading = new LuauTable();
        reading.metatable(table("__index", box, "__newindex", box));

        Indexing.store(reading, name("Value"), number(5), self);

        assertThat(Indexing.index(reading, name("Value"), self)).isEqualTo(number(5));
        assertThat(Indexing.index(reading, text("Value"), self)).isEqualTo(number(5));
    }

    @Test
    void otherOperators_areThoseOfTheMetatable() {
        assertThat(Arithmetic.length(box, self)).isEqualTo(number(3));
        assertThat(Types.nameOf(state, box)).isEqualTo("Box");
    }

    @Test
    void unknownMember_isAnErrorThatNamesItAndTheType() {
        String unknown = "Foo is not a valid member of Box";

        assertThat(errorOf(() -> Indexing.index(box, name("Foo"), self))).isEqualTo(unknown);
        assertThat(errorOf(() -> Indexing.index(box, text("Foo"), self))).isEqualTo(unknown);
        assertThat(errorOf(() -> Calls.method(box, name("Foo"), self))).isEqualTo(unknown);
        assertThat(errorOf(() -> stored(name("Foo")))).isEqualTo(unknown);
        assertThat(errorOf(() -> Indexing.index(box, number(1), self))).isEqualTo("1 is not a valid member of Box");
        assertThat(errorOf(() -> Indexing.index(box, LuaValue.NIL, self)))
                .isEqualTo("a nil is not a valid member of Box");
    }

    @Test
    void method_cannotBeAssigned() {
        assertThat(errorOf(() -> stored(name("Go")))).isEqualTo("Unable to assign Go of Box (it is a method)");
    }

    private LuaValue stored(FieldName name) {
        Indexing.store(box, name, number(1), self);
        return box;
    }
}
